// SPDX-License-Identifier: MIT
using System.IO;
using System.Linq;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

public class RouterAdvisoryTests
{
    [Theory]
    [InlineData("(Get-RouterAdvisory).Count -ge 13", "True")]
    [InlineData("(Get-RouterAdvisory -Model 'FRITZ!Box 7490').Id -join ' '", "AVM-2014-REMOTE-ACCESS AVM-2023-HTTPS")]
    [InlineData("(Get-RouterAdvisory -Vendor LANCOM -Model 1781VA).Id", "LANCOM-2024-EMPTY-ROOT")]
    [InlineData("(Get-RouterAdvisory -Vendor zyx*).FixedIn -join ' '", "5.36 4.73 Patch 1")]
    [InlineData("([pscustomobject]@{ Id = 'cve-2022-1040' } | Get-RouterAdvisory).Precondition -like '*Webadmin*'", "True")]
    [InlineData("@(Get-RouterAdvisory nothing-of-the-kind*).Count", "0")]
    public void Advisories_are_found_by_id_vendor_and_model(string command, string answer)
    {
        RunResult run = ModuleRun.Invoke(command);

        Assert.Empty(run.Errors);
        Assert.Equal(answer, Assert.Single(run.Output).ToString());
    }

    [Fact]
    public void A_broken_file_is_one_error_that_names_field_and_line()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "{ \"schemaVersion\": 1,\n \"checked\": \"yesterday\", \"advisories\": [] }");
            RunResult run = ModuleRun.Invoke("Get-RouterAdvisory -AdvisoryPath $args[0]", path);

            Assert.Empty(run.Output);
            Assert.StartsWith("AdvisoryFileInvalid,", Assert.Single(run.Errors).FullyQualifiedErrorId);
            Assert.Contains("line 2: checked", run.Errors.Single().Exception.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
