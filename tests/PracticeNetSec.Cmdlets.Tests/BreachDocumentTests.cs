// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>The papers of a breach as a user asks for them, with the shipped module in the real engine.</summary>
public sealed class BreachDocumentTests : IDisposable
{
    private const string ReadStage = """
        param($samples, $stage)
        Import-NmapScan "$samples/nmap-$stage.xml" -Practice (Import-PracticeInventory "$samples/practices.csv") |
            Get-RouterExposure -WalkPath "$samples/walk-$stage.txt"
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("papers ä").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void All_documents_in_all_formats_are_written_with_the_data_once()
    {
        RunResult run = ModuleRun.Invoke("$args[0] | Export-BreachReport -Path $args[1] -Name c -Document All -Format Html, Docx, Json, Csv -PassThru", Read("fault"), _folder);

        Assert.Empty(run.Errors);
        string[] papers = { "c-internal", "c-processor", "c-authority", "c-patients-decision-internal", "c-register", "c-firsthour-internal", "c-riskdecision-internal", "c-publicnotice", "c-staff", "c-providerorder", "c-insurer", "c-police-internal", "c-custody", "c-proof" };
        Assert.Equal(
            papers.SelectMany(paper => new[] { paper + ".html", paper + ".docx" }).Concat(new[] { "c.json", "c.csv" }).Order(StringComparer.Ordinal),
            Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(30, run.Output.Count);
    }

    [Fact]
    public void Without_findings_every_document_is_the_audit_record()
    {
        RunResult run = ModuleRun.Invoke("$args[0] | Export-BreachReport -Path $args[1] -Name c -Document All -Format Html -PassThru -WarningVariable w; $w.Count", Read("patched"), _folder);

        Assert.Empty(run.Errors);
        Assert.Equal("c.html", Path.GetFileName(Assert.Single(Directory.GetFiles(_folder))));
        Assert.Contains("Prüfprotokoll", File.ReadAllText(Path.Combine(_folder, "c.html")), StringComparison.Ordinal);
        Assert.Equal(1, run.Output[^1].BaseObject);
    }

    [Fact]
    public void A_second_router_of_the_same_id_does_not_hide_the_exposed_one()
    {
        PSObject harmless = Read("patched");
        harmless.Properties["ComputerName"].Value = "203.0.113.2";
        harmless.Properties["WanAddress"].Value = "203.0.113.2";

        RunResult run = ModuleRun.Invoke("$args[0], $args[1] | Export-BreachReport -Path $args[2] -Name c -Format Html -WarningVariable w; $w.Count", Read("fault"), harmless, _folder);

        Assert.Empty(run.Errors);
        Assert.Contains("Technischer Bericht zu einer möglichen Datenpanne", File.ReadAllText(Path.Combine(_folder, "c-internal.html")), StringComparison.Ordinal);
        Assert.Equal(1, run.Output[^1].BaseObject);
    }

    [Fact]
    public void Several_practices_get_a_folder_each_and_an_index_page()
    {
        PSObject one = Read("fault");
        PSObject two = Read("patched");
        two.Properties["PracticeId"].Value = "../P:2";

        RunResult run = ModuleRun.Invoke("$args[0], $args[1] | Export-BreachReport -Path $args[2] -Format Html", one, two, _folder);

        Assert.Empty(run.Errors);
        Assert.True(File.Exists(Path.Combine(_folder, "CELLE-2019", "CELLE-2019-internal.html")));
        Assert.True(File.Exists(Path.Combine(_folder, "P-2", "P-2.html")));
        string index = File.ReadAllText(Path.Combine(_folder, "index.html"));
        Assert.Contains("href=\"CELLE-2019/CELLE-2019-internal.html\"", index, StringComparison.Ordinal);
        Assert.Contains("href=\"P-2/P-2.html\"", index, StringComparison.Ordinal);

        Assert.Contains("FileExists", ModuleRun.Invoke("$args[0], $args[1] | Export-BreachReport -Path $args[2] -Format Html", one, two, _folder).ErrorIds);
        Assert.Empty(ModuleRun.Invoke("$args[0], $args[1] | Export-BreachReport -Path $args[2] -Format Html -Force", one, two, _folder).Errors);
    }

    [Fact]
    public void A_breach_is_documented_from_the_empty_file_to_the_final_report()
    {
        string incident = Path.Combine(_folder, "i.json");
        Assert.Empty(ModuleRun.Invoke("Import-PracticeInventory $args[0] | New-BreachIncident $args[1]", Path.Combine(ModuleRun.Samples, "practices.csv"), incident).Errors);
        string text = File.ReadAllText(incident);
        Assert.Contains("CELLE-2019", text, StringComparison.Ordinal);
        File.WriteAllText(incident, text.Replace("\"approximateNumber\": null           // ungefähre Zahl der Personen", "\"approximateNumber\": 30000           // ungefähre Zahl der Personen", StringComparison.Ordinal));

        Assert.Empty(ModuleRun.Invoke("$args[0] | Export-BreachReport -Path $args[1] -Name first -IncidentPath $args[2]", Read("fault"), _folder, incident).Errors);
        Assert.Contains("Ungefähr 30.000", File.ReadAllText(Path.Combine(_folder, "first-internal.html")), StringComparison.Ordinal);

        RunResult final = ModuleRun.Invoke(
            "$args[0] | Export-BreachReport -Path $args[1] -Name final -Document Authority -Phase Final -PreviousReport $args[2] -WarningVariable w; \"$w\"",
            Read("patched"), _folder, Path.Combine(_folder, "first.json"));

        Assert.Empty(final.Errors);
        Assert.Contains("gaps", final.Output[^1].ToString(), StringComparison.Ordinal);
        string paper = File.ReadAllText(Path.Combine(_folder, "final-authority.html"));
        Assert.Contains("Abschlussmeldung", paper, StringComparison.Ordinal);
        Assert.Contains("Ungefähr 30.000", paper, StringComparison.Ordinal);
        Assert.Contains("Port 445", paper, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_value_names_the_field_and_the_report_is_still_written()
    {
        string incident = Path.Combine(_folder, "i.json");
        File.WriteAllText(incident, """{ "persons": { "approximateNumber": "viele" } }""");

        RunResult run = ModuleRun.Invoke("$args[0] | Export-BreachReport -Path $args[1] -Name c -IncidentPath $args[2]", Read("fault"), _folder, incident);

        Assert.Equal("InvalidIncidentValue", Assert.Single(run.ErrorIds));
        Assert.Contains("persons.approximateNumber", run.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder, "c-internal.html")));
    }

    [Fact]
    public void An_incident_of_another_practice_is_not_used()
    {
        string incident = Path.Combine(_folder, "i.json");
        File.WriteAllText(incident, """{ "practice": { "id": "OTHER", "name": "Praxis Fremd" } }""");

        RunResult run = ModuleRun.Invoke("$args[0] | Export-BreachReport -Path $args[1] -Name c -IncidentPath $args[2]", Read("fault"), _folder, incident);

        Assert.Equal("IncidentWithoutPractice", Assert.Single(run.ErrorIds));
        Assert.DoesNotContain("Praxis Fremd", File.ReadAllText(Path.Combine(_folder, "c-internal.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_browser_there_is_one_error_and_the_other_formats_are_written()
    {
        RunResult run = ModuleRun.Invoke("$args[0] | Export-BreachReport -Path $args[1] -Name c -Format Pdf, Docx -BrowserPath $args[2]", Read("fault"), _folder, Path.Combine(_folder, "none"));

        Assert.Equal("BrowserNotFound", Assert.Single(run.ErrorIds));
        Assert.Contains("-BrowserPath", run.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Equal("c-internal.docx", Path.GetFileName(Assert.Single(Directory.GetFiles(_folder))));
    }

    [Theory]
    [InlineData("(Get-BreachDeadline '2020-12-22 12:17').Deadline.ToString('yyyy-MM-ddTHH:mmzzz')", "2020-12-25T13:00+01:00")]
    [InlineData("(Get-BreachDeadline ([datetime]'2020-12-22T12:17:00')).Deadline.ToString('yyyy-MM-ddTHH:mmzzz')", "2020-12-25T13:00+01:00")]
    [InlineData("('2019-10-14 09:59' | Get-BreachDeadline -Land NI).Deadline.ToString('yyyy-MM-ddTHH:mmzzz')", "2019-10-17T10:00+02:00")]
    [InlineData("(Get-BreachDeadline '2026-06-12 14:00 +02:00' -Land ni).DisputedDeadline.ToString('yyyy-MM-ddTHH:mmzzz')", "2026-06-17T00:00+02:00")]
    [InlineData("(Get-SupervisoryAuthority -Land NI).Land", "NI")]
    [InlineData("@(Get-SupervisoryAuthority).Count", "16")]
    [InlineData("(Get-SupervisoryAuthority -PostalCode 30159).Land", "NI")]
    [InlineData("@(Get-SupervisoryAuthority -PostalCode 66482 -WarningAction SilentlyContinue | Where-Object IsCertain).Count", "0")]
    [InlineData("(Get-SupervisoryAuthority -Land NI -Sponsor Church).Land", "")]
    [InlineData("Get-SupervisoryAuthority -PostalCode 66482 -WarningVariable w -WarningAction SilentlyContinue | Out-Null; \"$w\".Contains('undetermined') -and \"$w\".Contains('give -Land')", "True")]
    [InlineData("$p = [PracticeNetSec.Model.Practice]@{ PracticeId = 'P'; PostalCode = '66482'; Land = 'SL' }; ($p | Get-SupervisoryAuthority -WarningVariable w).Land + $w.Count", "SL0")]
    public void The_lookup_cmdlets_return_their_results(string script, string expected) =>
        Assert.Equal(expected, Assert.Single(ModuleRun.Invoke(script).Output).ToString());

    [Fact]
    public void A_practice_and_its_examination_determine_its_authority()
    {
        PSObject router = Read("fault");

        Assert.Equal("NI", Assert.Single(ModuleRun.Invoke("$args[0] | Get-SupervisoryAuthority", router).Output).Properties["Land"].Value);
        Assert.Equal("NI", Assert.Single(ModuleRun.Invoke("Import-PracticeInventory $args[0] | Get-SupervisoryAuthority", Path.Combine(ModuleRun.Samples, "practices.csv")).Output).Properties["Land"].Value);
    }

    [Theory]
    [InlineData("Get-SupervisoryAuthority -Land XX, NI", "UnknownLand", 1)]
    [InlineData("Get-SupervisoryAuthority -PostalCode 1, 30159", "InvalidPostalCode", 1)]
    [InlineData("Get-BreachDeadline '2020-12-22 12:17' -Land XX", "UnknownLand", 0)]
    [InlineData("Get-BreachDeadline '2999-12-22 12:17'", "InvalidAwarenessTime", 0)]
    [InlineData("'gestern', '2020-12-22 12:17' | Get-BreachDeadline", "ParameterArgumentTransformationError", 1)]
    [InlineData("42 | Get-SupervisoryAuthority", "UnusableInput", 0)]
    [InlineData("42 | New-BreachIncident x.json", "UnusableInput", 0)]
    public void Invalid_input_is_one_error_and_the_rest_is_processed(string script, string id, int output)
    {
        RunResult run = ModuleRun.Invoke(script);

        Assert.Equal(id, Assert.Single(run.ErrorIds));
        Assert.Equal(output, run.Output.Count);
    }

    [Fact]
    public void A_path_that_is_a_file_is_refused_with_what_to_give_instead()
    {
        string file = Path.Combine(_folder, "report.html");
        File.WriteAllText(file, "mine");

        RunResult run = ModuleRun.Invoke("$args[0] | Export-BreachReport -Path $args[1] -Force", Read("fault"), file);

        Assert.Equal("PathIsFile", Assert.Single(run.ErrorIds));
        Assert.Contains("-Name", run.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(file));
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Ids_too_long_for_a_file_system_get_a_folder_each()
    {
        PSObject one = Read("fault");
        PSObject two = Read("fault");
        one.Properties["PracticeId"].Value = new string('あ', 100) + "1";
        two.Properties["PracticeId"].Value = new string('あ', 100) + "2";

        RunResult run = ModuleRun.Invoke("$args[0], $args[1] | Export-BreachReport -Path $args[2] -Document Patients -Format Html, Json", one, two, _folder);

        Assert.Empty(run.Errors);
        string[] folders = Directory.GetDirectories(_folder);
        Assert.Equal(2, folders.Length);
        Assert.All(folders, folder => Assert.Equal(2, Directory.GetFiles(folder).Length));
    }

    [Fact]
    public void Confirm_asks_and_without_a_person_nothing_is_written()
    {
        // Nobody is there to answer: the question itself is the error, and no file is made.
        RunResult asked = ModuleRun.Invoke("$args[0] | Export-BreachReport -Path $args[1] -Confirm", Read("fault"), Path.Combine(_folder, "new"));
        RunResult unasked = ModuleRun.Invoke("$args[0] | Export-BreachReport -Path $args[1] -Confirm:$false", Read("fault"), Path.Combine(_folder, "new"));

        Assert.NotEmpty(asked.Errors);
        Assert.Empty(unasked.Errors);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(_folder, "new")).Length);
    }

    [Fact]
    public void Requesting_the_letter_writes_letter_and_decision_and_without_reached_data_only_the_decision()
    {
        PSObject router = Read("fault");
        RunResult reached = ModuleRun.Invoke("$args[0], [Management.Automation.PSSerializer]::Deserialize([IO.File]::ReadAllText(\"$($args[2])/shares-fault.clixml\")) | Export-BreachReport -Path $args[1] -Name c -Document Patients -Format Html", router, Path.Combine(_folder, "data"), ModuleRun.Samples);
        RunResult access = ModuleRun.Invoke("$args[0] | Export-BreachReport -Path $args[1] -Name c -Document Patients -Format Html -WarningVariable w; \"$w\"", router, Path.Combine(_folder, "access"));

        Assert.Empty(reached.Errors);
        Assert.Equal(new[] { "c-patients-decision-internal.html", "c-patients.html" }, Directory.GetFiles(Path.Combine(_folder, "data")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("c-patients-decision-internal.html", Path.GetFileName(Assert.Single(Directory.GetFiles(Path.Combine(_folder, "access")))));
        Assert.Contains("no letter", access.Output[^1].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("IncidentPath")]
    [InlineData("PreviousReport")]
    [InlineData("LedgerPath")]
    [InlineData("BrowserPath")]
    public void An_empty_path_is_an_error_that_names_the_parameter(string parameter)
    {
        RunResult run = ModuleRun.Invoke($"$args[0] | Export-BreachReport -Path $args[1] -Name c -{parameter} $null", Read("fault"), _folder);

        Assert.Equal("ParameterArgumentValidationError", Assert.Single(run.ErrorIds));
        Assert.Contains(parameter, run.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_password_in_the_incident_file_is_left_out_and_its_field_is_named()
    {
        string incident = Path.Combine(_folder, "i.json");
        File.WriteAllText(incident, """{ "practice": { "id": "CELLE-2019" }, "measures": { "taken": ["Kennwort Zwiebel77 vergeben"] }, "consequences": "community fenster99" }""");

        RunResult run = ModuleRun.Invoke("$args[0] | Export-BreachReport -Path $args[1] -Name c -Document All -Format Html, Json, Csv -IncidentPath $args[2] -WarningVariable w -Verbose 4>&1; \"$w\"", Read("fault"), Path.Combine(_folder, "new"), incident);

        Assert.Empty(run.Errors);
        string warning = run.Output[^1].ToString();
        Assert.Contains("measures.taken", warning, StringComparison.Ordinal);
        Assert.Contains("consequences", warning, StringComparison.Ordinal);
        Assert.All(run.Output.Select(line => line.ToString()).Concat(Directory.GetFiles(Path.Combine(_folder, "new")).Select(File.ReadAllText)), text => Assert.DoesNotMatch("Zwiebel77|fenster99", text));
    }

    private static PSObject Read(string stage)
    {
        RunResult run = ModuleRun.Invoke(ReadStage, ModuleRun.Samples, stage);
        Assert.Empty(run.Errors);
        return Assert.Single(run.Output);
    }
}
