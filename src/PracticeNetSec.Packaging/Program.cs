// SPDX-License-Identifier: MIT
using System;
using System.IO;
using PracticeNetSec.Packaging;
using PracticeNetSec.Packaging.Help;
using PracticeNetSec.Packaging.Package;
using PracticeNetSec.Packaging.Texts;

return args switch
{
    ["help", string docs, string manifest, string output] => HelpCommand.Run(docs, manifest, output),
    ["notices", string assets, string module] => PackageCommand.Notices(assets, module),
    ["package"] when Repository.Find() is string root => PackageCommand.Package(Path.Combine(root, "artifacts", "PracticeNetSec"), Path.Combine(root, "CHANGELOG.md"), Path.Combine(root, "artifacts")),
    ["package", string module, string changelog, string output] => PackageCommand.Package(module, changelog, output),
    ["texts"] when Repository.Find() is string root => EvidenceCommand.Run(root),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        PracticeNetSec.Packaging package                             makes artifacts/PracticeNetSec.VERSION.nupkg of the staged module
        PracticeNetSec.Packaging package MODULE CHANGELOG OUTPUT     the same from and to elsewhere
        PracticeNetSec.Packaging help DOCS MANIFEST OUTPUT           writes the module's help from the pages in DOCS
        PracticeNetSec.Packaging texts                               writes the codes of evidence from Data/evidence-*.json
        PracticeNetSec.Packaging notices ASSETS MODULE               writes notices and bill of materials into the staged module
        """);
    return 64;
}
