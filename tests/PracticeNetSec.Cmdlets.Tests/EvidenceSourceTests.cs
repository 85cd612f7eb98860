// SPDX-License-Identifier: MIT
using System.IO;
using PracticeNetSec.Packaging.Texts;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>The factory methods of evidence are those of its texts.</summary>
public sealed class EvidenceSourceTests
{
    [Fact]
    public void The_generated_source_is_that_of_the_texts() =>
        Assert.Equal(EvidenceCommand.Generate(ModuleRun.Root), File.ReadAllText(EvidenceCommand.PathIn(ModuleRun.Root)));
}
