// SPDX-License-Identifier: MIT
using System.IO;
using System.Linq;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

public class RouterAdvisoryTests
{
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
