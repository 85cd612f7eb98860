// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using SharpFuzz;
using SharpFuzz.Common;

namespace PracticeNetSec.Fuzz.Engine;

/// <summary>
/// Puts counters into the copies of the assemblies that lie beside this program, before any of them is loaded. The
/// product's own output is not touched. The numbers of the counters are the same each time.
/// </summary>
internal static class Instrumentation
{
    private static readonly string[] Codecs =
    [
        "PracticeNetSec.Smb.", "PracticeNetSec.Snmp.", "PracticeNetSec.Upnp.", "PracticeNetSec.Http.", "PracticeNetSec.NatPmp.",
        "PracticeNetSec.Routers.", "PracticeNetSec.Probing.Nmap", "PracticeNetSec.Probing.Scan", "PracticeNetSec.FileServices.", "PracticeNetSec.Fleet.Feeds.Notice", "PracticeNetSec.Sanitizing.DeviceText", "PracticeNetSec.Model.Evidence", "PracticeNetSec.Reporting.EvidenceLine",
        "PracticeNetSec.Fuzz.Planted.",
    ];

    /// <summary>Instruments an assembly of this folder unless it is already.</summary>
    public static void Ensure(string assembly)
    {
        string path = Path.Combine(AppContext.BaseDirectory, assembly);
        if (IsInstrumented(path))
        {
            return;
        }

        string copy = path + ".instrumented";
        File.Copy(path, copy, overwrite: true);
        Fuzzer.Instrument(copy, IsCodec, Options.Value);
        File.Move(copy, path, overwrite: true);
    }

    private static bool IsCodec(string type) => Codecs.Any(start => type.StartsWith(start, StringComparison.Ordinal));

    private static bool IsInstrumented(string path)
    {
        using PEReader file = new(File.OpenRead(path));
        MetadataReader metadata = file.GetMetadataReader();
        string counters = typeof(Trace).Assembly.GetName().Name!;
        return metadata.AssemblyReferences.Any(reference => metadata.StringComparer.Equals(metadata.GetAssemblyReference(reference).Name, counters));
    }
}
