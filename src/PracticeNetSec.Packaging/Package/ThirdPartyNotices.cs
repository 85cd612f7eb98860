// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace PracticeNetSec.Packaging.Package;

/// <summary>THIRD-PARTY-NOTICES.txt: whose code ships, under which licence, with the licence's text.</summary>
internal static class ThirdPartyNotices
{
    private const string Rule = "----------------------------------------------------------------------";

    // https://spdx.org/licenses/MIT.html, for packages that name it and carry no file.
    private const string MitText = """
        Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
        documentation files (the "Software"), to deal in the Software without restriction, including without limitation
        the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and
        to permit persons to whom the Software is furnished to do so, subject to the following conditions:

        The above copyright notice and this permission notice shall be included in all copies or substantial portions of
        the Software.

        THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO
        THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
        AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF
        CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
        IN THE SOFTWARE.
        """;

    public static string Write(IReadOnlyList<ShippedPackage> packages)
    {
        StringBuilder text = new();
        text.Append("PracticeNetSec is under the MIT licence (LICENSE). With it ship these packages of others, unchanged.\n\n");
        foreach (ShippedPackage package in packages)
        {
            text.Append(package.Name).Append(' ').Append(package.Version).Append(": ").Append(package.Licence).Append('\n');
        }

        foreach (ShippedPackage package in packages)
        {
            text.Append('\n').Append(Rule).Append('\n').Append(package.Name).Append(' ').Append(package.Version).Append('\n');
            text.Append("Files: ").AppendJoin(", ", package.Files).Append('\n');
            text.Append("Licence: ").Append(package.Licence).Append('\n').Append(package.Copyright).Append('\n');
            string words = package.LicenceText.Length > 0 ? package.LicenceText : Text(package.Licence);
            text.Append('\n').Append(words).Append('\n');
        }

        foreach (IGrouping<string, ShippedPackage> same in packages.Where(package => package.Notices.Length > 0).GroupBy(package => package.Notices))
        {
            text.Append('\n').Append(Rule).Append("\nCode of others inside ").AppendJoin(", ", same.Select(package => package.Name)).Append("\n\n").Append(same.Key).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Where a choice is offered we take the first that we have the text of.</summary>
    private static string Text(string licence) => licence.Split(" OR ").Contains("MIT") ? MitText.ReplaceLineEndings("\n")
        : licence.Split(" OR ").Contains("Apache-2.0") ? "Used under the Apache License, Version 2.0, whose section 4(a) asks for this copy:\n\n" + ApacheText()
        : throw new PackagingException($"The text of the licence {licence} is not known here: add it to {nameof(ThirdPartyNotices)}.");

    /// <summary>https://www.apache.org/licenses/LICENSE-2.0.txt as it stands there.</summary>
    private static string ApacheText()
    {
        using StreamReader text = new(typeof(ThirdPartyNotices).Assembly.GetManifestResourceStream("Apache-2.0.txt")!);
        return text.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
    }
}
