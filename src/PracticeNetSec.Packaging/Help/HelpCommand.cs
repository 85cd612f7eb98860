// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;

namespace PracticeNetSec.Packaging.Help;

/// <summary>Writes the help that <c>Get-Help</c> shows, in each language, from the pages in docs/.</summary>
internal static class HelpCommand
{
    /// <summary>The name that the engine looks for beside a binary module.</summary>
    public const string MamlFile = "PracticeNetSec.Cmdlets.dll-Help.xml";

    /// <summary>Returns 0, or 1 when a page is not as it must be; each fault is a line that the build understands.</summary>
    public static int Run(string docs, string manifest, string output)
    {
        IReadOnlyList<CmdletInfo> cmdlets = ModuleCmdlets.Load(manifest);
        List<HelpPageException> faults = [];
        foreach (HelpLanguage language in HelpLanguage.All)
        {
            string folder = Directory.CreateDirectory(Path.Combine(output, language.Culture)).FullName;
            HelpPage[] pages = [.. Try(HelpPageReader.Pages(docs, language), path => HelpPageReader.Read(path, language), faults)];
            faults.AddRange(PageCheck.Faults(cmdlets, pages, Path.Combine(docs, language.Folder)));
            AboutTopic[] topics = [.. Try(AboutTopic.Files(docs, language), path => AboutTopic.Read(path, language), faults)];
            if (faults.Count == 0)
            {
                MamlWriter.Write(Path.Combine(folder, MamlFile), cmdlets, pages, language);
                foreach (AboutTopic topic in topics)
                {
                    topic.Write(folder);
                }
            }
        }

        foreach (HelpPageException fault in faults)
        {
            Console.Error.WriteLine($"{fault.Path}({fault.Line}): error PNSHELP: {fault.Message}");
        }

        return faults.Count == 0 ? 0 : 1;
    }

    private static IEnumerable<T> Try<T>(IEnumerable<string> paths, Func<string, T> read, List<HelpPageException> faults)
        where T : class
    {
        foreach (string path in paths)
        {
            T? done = null;
            try
            {
                done = read(path);
            }
            catch (HelpPageException fault)
            {
                faults.Add(fault);
            }

            if (done is not null)
            {
                yield return done;
            }
        }
    }
}
