// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace PracticeNetSec.Packaging.Help;

/// <summary>Holds the pages against the module: no cmdlet and no parameter without its line, and none that does not exist.</summary>
internal static class PageCheck
{
    /// <summary>The faults that help must not be written with. What pages say about types and defaults is for the tests.</summary>
    public static IEnumerable<HelpPageException> Faults(IReadOnlyList<CmdletInfo> cmdlets, IReadOnlyList<HelpPage> pages, string folder)
    {
        foreach (string missing in cmdlets.Select(cmdlet => cmdlet.Name).Where(name => !File.Exists(Path.Combine(folder, name + ".md"))))
        {
            yield return new HelpPageException(Path.Combine(folder, missing + ".md"), 1, $"{missing} has no page");
        }

        foreach (HelpPage page in pages)
        {
            CmdletInfo? cmdlet = cmdlets.FirstOrDefault(known => known.Name == page.Name);
            if (cmdlet is null)
            {
                yield return new HelpPageException(page.Path, 1, $"the module has no {page.Name}");
                continue;
            }

            string[] own = [.. ModuleCmdlets.Own(cmdlet).Select(parameter => parameter.Name)];
            foreach (string missing in own.Except(page.Parameters.Select(parameter => parameter.Name), StringComparer.Ordinal))
            {
                yield return new HelpPageException(page.Path, 1, $"-{missing} is not in the table of parameters");
            }

            foreach (HelpParameter invented in page.Parameters.Where(parameter => !own.Contains(parameter.Name, StringComparer.Ordinal)))
            {
                yield return new HelpPageException(page.Path, invented.Line, $"{page.Name} has no parameter -{invented.Name}");
            }
        }
    }
}
