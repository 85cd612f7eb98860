// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.IO;
using System.Linq;
using PracticeNetSec.Packaging.Texts;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>The factory methods of evidence are those of its texts.</summary>
public sealed class EvidenceSourceTests
{
    [Fact]
    public void The_generated_sources_are_those_of_the_texts()
    {
        IReadOnlyDictionary<string, string> files = EvidenceCommand.Generate(ModuleRun.Root);

        Assert.Equal(files.Keys.Order(), EvidenceCommand.Written(ModuleRun.Root).Order());
        Assert.All(files, file => Assert.Equal(file.Value, File.ReadAllText(file.Key)));
    }
}
