using System;
using PracticeNetSec.Packaging.Help;

return args switch
{
    ["help", string docs, string manifest, string output] => HelpCommand.Run(docs, manifest, output),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("PracticeNetSec.Packaging help DOCS MANIFEST OUTPUT   writes the module's help from the pages in DOCS");
    return 64;
}
