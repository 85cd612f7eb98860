// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Breach;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Reporting;
using Xunit;

namespace PracticeNetSec.Tests.Reporting.Documents;

/// <summary>The authority may require the register (Art. 33(5) GDPR): it has facts, effects and remedial action, and no remark of the practice's own.</summary>
public sealed class RegisterEntryTests
{
    [Theory]
    [InlineData("de", "§ 203", "Verschwiegenheit", "KBV", "A1-11", "ENISA", "BDSG", "StGB", "Standort der Messung")]
    [InlineData("en", "section 203", "bound to secrecy", "KBV", "A1-11", "ENISA", "BDSG", "Criminal Code", "Vantage point")]
    public void The_register_has_no_internal_remark(string language, params string[] unwanted)
    {
        BreachIncident open = Incidents.Complete();
        open.ProcessorBound = false;
        string register = Rendered.Html(Incidents.Report(incident: open), language, ReportDocument.Register);

        Assert.All(unwanted, word => Assert.DoesNotContain(word, register, StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_register_leaves_out_is_in_the_technical_report()
    {
        BreachIncident open = Incidents.Complete();
        open.ProcessorBound = false;
        string technical = Rendered.Html(Incidents.Report(incident: open));

        Assert.All(["nicht zur Verschwiegenheit verpflichtet", "A1-11", "ENISA", "§ 203 Abs. 3 und 4 StGB"], word => Assert.Contains(word, technical, StringComparison.Ordinal));
    }

    [Fact]
    public void The_register_has_facts_effects_remedies_and_when_it_was_notified()
    {
        string register = Rendered.Html(Incidents.Report(), "de", ReportDocument.Register);

        Assert.All(["Ungefähr 30.000", "Offenlegung von Diagnosen", "Gastkonto abgeschaltet", "NI-4711", "14.10.2019, 13:10 Uhr"], word => Assert.Contains(word, register, StringComparison.Ordinal));
    }
}
