// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Tests.Engine;
using PracticeNetSec.Shell.Utility;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Shell;

/// <summary>Each expected value is what PowerShell 7 itself gives for the same line.</summary>
public sealed class Stand_ins_speak_and_format(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    [Theory]
    [InlineData("Write-Output 1, 2 | ForEach-Object { \"o$_\" }", "o1;o2")]
    [InlineData("Write-Output @(1, 2) -NoEnumerate | ForEach-Object { $_.Count }", "2")]
    [InlineData("(Write-Host a 1 @(2, 3) -Separator '-' 6>&1).ToString()", "a-1-2-3")]
    [InlineData("Write-Warning w 3>&1", "w")]
    [InlineData("Write-Verbose v -Verbose 4>&1", "v")]
    [InlineData("(Write-Error boom -Category InvalidData -TargetObject 5 2>&1).CategoryInfo.Category", "InvalidData")]
    [InlineData("Get-Date '2024-05-06 07:08:09' -Format 'yyyy-MM-dd HH'", "2024-05-06 07")]
    [InlineData("(Get-Date '2024-05-06' -Year 2020 -Hour 3).ToString('s'); Get-Date '2024-05-06' -Format FileDate", "2020-05-06T03:00:00;20240506")]
    [InlineData("(New-TimeSpan -Start '2024-01-01' -End '2024-01-02').TotalHours; (New-TimeSpan -Minutes 90).ToString()", "24;01:30:00")]
    [InlineData("Join-Path a b c; Split-Path a/b.txt -Leaf; Split-Path a/b.txt -LeafBase; Split-Path a/b.txt -Extension", "a/b/c;b.txt;b;.txt")]
    [InlineData("$zz = 5; Get-Variable zz -ValueOnly; Set-Alias qq Get-Date; (Get-Alias qq).Definition", "5;Get-Date")]
    [InlineData("(ConvertTo-SecureString abc -AsPlainText -Force).Length; (Measure-Command { 1 }).GetType().Name", "3;TimeSpan")]
    public void Small_commands_do_what_they_say(string script, string expected) =>
        Assert.Equal(expected, engine.Run(script).WithoutErrors().Joined.Replace('\\', '/'));

    [Fact]
    public void Tables_and_lists_come_from_the_engine_s_own_formatter()
    {
        const string Item = "[pscustomobject]@{ Port = 445; State = 'Open' }";

        Assert.Equal(["Port State", "---- -----", " 445 Open"], Lines($"{Item} | Format-Table"));
        Assert.Equal(["Port  : 445", "State : Open"], Lines($"{Item} | Format-List"));
        Assert.Equal(["p   State", "-   -----", "446 Open"], Lines($"{Item} | Format-Table @{{ n = 'p'; e = {{ '{{0}}' -f ($_.Port + 1) }} }}, State"));
    }

    [Fact]
    public void Text_has_the_width_that_is_asked_for() =>
        Assert.Equal(20, engine.Run("[pscustomobject]@{ a = 'x' * 50 } | Format-Table | Out-String -Width 20 -Stream").WithoutErrors().All<string>().Max(line => line.Length));

    [Fact]
    public void Every_stand_in_is_exported_by_name()
    {
        IEnumerable<string> written = typeof(SelectObjectCommand).Assembly.GetTypes()
            .Select(type => type.GetCustomAttributes(typeof(CmdletAttribute), inherit: false).Cast<CmdletAttribute>().SingleOrDefault())
            .OfType<CmdletAttribute>()
            .Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}");
        IEnumerable<string> exported = engine.Run("(Get-Module PracticeNetSec.Shell.Utility).ExportedCmdlets.Keys").WithoutErrors().All<string>();

        Assert.Equal(written.Order(StringComparer.Ordinal), exported.Order(StringComparer.Ordinal));
    }

    private string[] Lines(string script) =>
        [.. engine.Show(script).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd())];
}
