// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using PracticeNetSec.Cmdlets.Tests.Engine;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Shell;

/// <summary>Each expected value is what PowerShell 7 itself gives for the same line.</summary>
public sealed class Stand_ins_convert_and_keep_objects(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    [Theory]
    [InlineData("[ordered]@{ a = 1, 2; b = [DayOfWeek]::Friday; c = $null; d = $true; e = 1.5; f = 'ä<' }", """{"a":[1,2],"b":5,"c":null,"d":true,"e":1.5,"f":"ä<"}""")]
    [InlineData("[pscustomobject]@{ t = [datetime]'2024-01-02T03:04:05'; o = [datetimeoffset]'2024-01-02T03:04:05+02:00'; v = [version]'1.2' }", """{"t":"2024-01-02T03:04:05","o":"2024-01-02T03:04:05+02:00","v":{"Major":1,"Minor":2,"Build":-1,"Revision":-1,"MajorRevision":-1,"MinorRevision":-1}}""")]
    [InlineData("1, 2", "[1,2]")]
    [InlineData(", @(1)", "[1]")]
    [InlineData("$null", "null")]
    [InlineData("[pscustomobject]@{ a = 1, 2, @(3, 4); l = [System.Collections.Generic.List[string]]('x', 'y'); e = @() }", """{"a":[1,2,[3,4]],"l":["x","y"],"e":[]}""")]
    [InlineData("'x' | Add-Member q 1 -PassThru", "\"x\"")]
    [InlineData("5 | Add-Member q 1 -PassThru", """{"value":5,"q":1}""")]
    public void Json_has_numbers_for_enumerations_and_iso_dates(string value, string expected) =>
        Assert.Equal(expected, engine.Run($"{value} | ConvertTo-Json -Compress").WithoutErrors().Joined);

    [Fact]
    public void Json_below_the_depth_becomes_text_with_a_warning()
    {
        EngineResult result = engine.Run("@{ a = @{ b = @{ c = @{ d = 1 } } } } | ConvertTo-Json -Compress");

        Assert.Equal("""{"a":{"b":{"c":"System.Collections.Hashtable"}}}""", result.Joined);
        Assert.Contains("set depth of 2", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Empty(engine.Run("@{ a = @{ b = @{ c = @{ d = 1 } } } } | ConvertTo-Json -Depth 3").Warnings);
    }

    [Theory]
    [InlineData("'{\"a\":1,\"b\":[1,2.5,null]}' | ConvertFrom-Json | ForEach-Object { \"$($_.a.GetType().Name) $($_.b.Count) $($_.b[1])\" }", "Int64 3 2.5")]
    [InlineData("'{', '\"a\":3}' | ConvertFrom-Json | ForEach-Object a", "3")]
    [InlineData("'{\"a\":1}', '{\"a\":2}' | ConvertFrom-Json | ForEach-Object a", "1;2")]
    [InlineData("('{\"a\":1,\"A\":2}' | ConvertFrom-Json -AsHashtable).Count", "2")]
    [InlineData("('[1,2]' | ConvertFrom-Json -NoEnumerate).Count", "2")]
    [InlineData("('{\"d\":\"2024-01-02T03:04:05Z\"}' | ConvertFrom-Json).d.Kind", "Utc")]
    public void Json_comes_back(string script, string expected) =>
        Assert.Equal(expected, engine.Run(script).WithoutErrors().Joined);

    [Theory]
    [InlineData("{\"a\":1")]
    [InlineData("[1] x")]
    [InlineData("{\"a\":1,\"A\":2}")]
    public void Broken_json_is_one_error(string text)
    {
        EngineResult result = engine.Run("$input | ConvertFrom-Json", text);

        Assert.StartsWith("Conversion from JSON failed", Assert.Single(result.Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Clixml_keeps_several_objects_of_several_kinds_in_one_document()
    {
        using var folder = new TemporaryFolder();
        engine.Set("file", Path.Combine(folder.Path, "x.xml"));

        string read = engine.Run("""
            [pscustomobject]@{ a = 1 }, 5, 'text', @{ b = @{ c = 7 } }, (Get-Item $file/..) | Export-Clixml $file
            $r = Import-Clixml $file
            $r.Count; $r[0].a; $r[1].GetType().Name; $r[2]; $r[3].b.c; $r[4].PSObject.TypeNames[0]
            """).WithoutErrors().Joined;

        Assert.Equal("5;1;Int32;text;7;Deserialized.System.IO.DirectoryInfo", read);
        Assert.Equal(5, System.Xml.Linq.XDocument.Load(Path.Combine(folder.Path, "x.xml")).Root!.Elements().Count());
    }

    [Fact]
    public void Csv_quotes_everything_and_comes_back()
    {
        Assert.Equal("\"a\";\"b\";\"c\"|\"1.5\";\"q\"\"q\";", engine.Run("([pscustomobject]@{ a = 1.5; b = 'q\"q'; c = $null } | ConvertTo-Csv -Delimiter ';') -join '|'").WithoutErrors().Joined);
        Assert.Equal("x,y|2", engine.Run("'a,b', '\"x,y\",2' | ConvertFrom-Csv | ForEach-Object { \"$($_.a)|$($_.b)\" }").WithoutErrors().Joined);
    }

    [Fact]
    public void Files_of_values_and_lines()
    {
        using var folder = new TemporaryFolder();
        engine.Set("d", folder.Path);

        string seen = engine.Run("""
            Set-Content $d/f.txt 'ä', 'b'; Add-Content $d/f.txt c
            (Get-Content $d/f.txt) -join '+'
            Get-Content $d/f.txt -Tail 1
            Get-Content $d/f.txt -TotalCount 1
            (Import-Csv $d/f.txt -Header x).Count
            Test-Path $d/f.txt -PathType Leaf
            Test-Path $d/g.txt
            (Get-ChildItem $d -Filter *.txt).Name
            """).WithoutErrors().Joined;

        Assert.Equal("ä+b+c;c;ä;3;True;False;f.txt", seen);
    }

    [Fact]
    public void Folders_copies_and_removals()
    {
        using var folder = new TemporaryFolder();
        engine.Set("d", folder.Path);

        EngineResult result = engine.Run("""
            $null = New-Item -ItemType Directory $d/sub
            Set-Content $d/sub/a.txt x
            Copy-Item $d/sub/a.txt $d/b.txt
            'y' >> $d/b.txt
            (Get-Content $d/b.txt -Raw).Length
            Remove-Item $d/sub
            Remove-Item $d/sub -Recurse
            Get-ChildItem $d -Name
            """);

        Assert.Equal("4;b.txt", result.Joined);
        Assert.StartsWith("DirectoryNotEmpty", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-Content")]
    [InlineData("Get-Item")]
    [InlineData("Import-Clixml")]
    [InlineData("Get-ChildItem")]
    public void A_missing_file_is_an_error_and_the_next_one_follows(string command)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("there.xml", "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\"><S>x</S></Objs>");
        engine.Set("there", file);

        EngineResult result = engine.Run($"{command} /no/such/file, $there");

        Assert.Single(result.Output);
        Assert.StartsWith("PathNotFound", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
