// SPDX-License-Identifier: MIT
using System;
using System.Collections;
using System.Linq;
using System.Reflection;
using PracticeNetSec.Breach;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Privacy;
using PracticeNetSec.Probing;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Privacy;

/// <summary>Names of patients and files, communities and passwords, planted into every input, reach no output.</summary>
public sealed class PrivacyTests
{
    // As they would come: a file of a patient, a path below a share, an SNMP community, a password, a login in an address.
    private static readonly string[] Planted =
    {
        "Mustermann_Erika_01.02.1950.pdf",
        @"\\203.0.113.1\Praxis\Patienten\Mustermann Erika",
        "community=gehe1mnis-Mustermann",
        "password: 'Hund Mustermann'",
        "http://Mustermann:s3cret@203.0.113.1/",
        "Befund Mustermann, Erika.docx",
        "Röntgen Mustermann.dcm",
    };

    public static TheoryData<string> Plants => new(Planted);

    [Theory]
    [MemberData(nameof(Plants))]
    public void What_is_planted_into_every_text_of_the_measurements_appears_nowhere(string planted)
    {
        RouterExposure router = CelleCase.Router();
        ShareReachability server = CelleCase.Server();
        Plant(router, planted);
        Plant(server, planted);
        BreachReport report = BreachReport.Create(router, new[] { server }, new BreachReportOptions { Now = CelleCase.Now, AwarenessTime = CelleCase.Aware });

        foreach ((string name, string text) in Rendered.All(report))
        {
            Assert.False(text.Contains("Mustermann", StringComparison.OrdinalIgnoreCase) || text.Contains("s3cret", StringComparison.Ordinal), $"{name} holds what was planted");
        }
    }

    [Theory]
    [MemberData(nameof(Plants))]
    public void What_is_planted_into_every_text_that_people_fill_in_appears_nowhere(string planted)
    {
        foreach (BreachIncident incident in new[] { Told(planted), Silent(planted) })
        {
            foreach ((string name, string text) in Rendered.All(Incidents.Report(incident: incident)))
            {
                Assert.False(text.Contains("Mustermann", StringComparison.OrdinalIgnoreCase) || text.Contains("s3cret", StringComparison.Ordinal), $"{name} holds what was planted");
            }
        }
    }

    [Theory]
    [InlineData("guest: root mask 0x001f01ff")]
    [InlineData("203.0.113.1:445 Open after 21 ms")]
    [InlineData(@"\\203.0.113.1\Praxis: Write")]
    [InlineData("ipNatPresetTable: tcp 440-449 -> 192.168.2.10:440-449")]
    [InlineData("Digitalisierungsbox Premium V.11.01 Rev. 2 (Patch 1)")]
    [InlineData("Frau Möller, 05141 000001, praxis@beispiel.example")]
    public void Ordinary_evidence_stays_as_it_is(string text) => Assert.Equal(text, SafeText.Clean(text));

    [Fact]
    public void A_banner_of_ten_megabytes_is_cut_quickly()
    {
        RouterExposure router = CelleCase.Router();
        ShareReachability server = CelleCase.Server();
        Plant(router, new string('A', 10_000_000));
        Plant(server, "\u202E" + new string('\u200F', 10_000_000));
        System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();

        string html = Rendered.Html(BreachReport.Create(router, new[] { server }, new BreachReportOptions { Now = CelleCase.Now }));

        Assert.True(html.Length < 300_000, $"{html.Length} characters");
        Assert.DoesNotContain('\u200F', html);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    /// <summary>Planted into every text of one who notified and told the patients.</summary>
    private static BreachIncident Told(string planted)
    {
        BreachIncident incident = Incidents.Complete();
        Plant(incident, planted);
        incident.Land = "NI";
        incident.PostalCode = "29221";
        incident.NotifiedAt = null;
        incident.NoNotificationReason = null;
        incident.PatientsReasons = null;
        return incident;
    }

    /// <summary>The same of one who did neither, and says why.</summary>
    private static BreachIncident Silent(string planted)
    {
        BreachIncident incident = Told(planted);
        incident.DelayReason = null;
        incident.Risk = RiskLevel.Unlikely;
        incident.NoNotificationReason = planted;
        incident.PatientsInformed = false;
        incident.PatientsInformedAt = null;
        incident.PatientsInformedHow = null;
        incident.PatientsReasons = planted;
        return incident;
    }

    /// <summary>Puts a text into every string that can be set, down through the objects; identity and place stay.</summary>
    private static void Plant(object target, string planted)
    {
        foreach (PropertyInfo property in target.GetType().GetProperties().Where(property => property.CanRead && property.CanWrite && property.GetIndexParameters().Length == 0))
        {
            // Ids that join the measurements, and codes that the report looks up, are no free texts.
            if (property.Name is "PracticeId" or "Land" or "PostalCode" or "InternalAddress" or "Protocol")
            {
                continue;
            }

            object? value = property.GetValue(target);
            if (property.PropertyType == typeof(string))
            {
                property.SetValue(target, planted);
            }
            else if (property.PropertyType == typeof(string[]))
            {
                property.SetValue(target, new[] { planted });
            }
            else if (value is IEnumerable list and not string)
            {
                foreach (object item in list.Cast<object>().Where(item => item.GetType().Assembly == typeof(BreachReport).Assembly))
                {
                    Plant(item, planted);
                }
            }
            else if (value is not null && value.GetType().Assembly == typeof(PortResult).Assembly && !value.GetType().IsEnum)
            {
                Plant(value, planted);
            }
        }
    }
}
