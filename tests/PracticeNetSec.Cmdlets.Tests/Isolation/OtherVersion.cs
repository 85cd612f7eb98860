// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.IO;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using PracticeNetSec.Testing;

namespace PracticeNetSec.Cmdlets.Tests.Isolation;

/// <summary>The staged module as another version of itself: other identities of its assemblies, another version in its manifests.</summary>
internal static class OtherVersion
{
    private const int HashAlgorithmSize = 4; // ECMA-335 II.22.2: an Assembly row begins with HashAlgId, then the version's four numbers

    /// <summary>Copies the staged module into a folder as version 9.9.0.</summary>
    /// <returns>The path of the copy's manifest.</returns>
    public static string Write(string folder)
    {
        foreach (string file in Directory.GetFiles(Checkout.StagedModule, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(folder, Path.GetRelativePath(Checkout.StagedModule, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
            if (Path.GetFileName(file).StartsWith("PracticeNetSec", StringComparison.Ordinal) && Path.GetExtension(file) == ".dll")
            {
                Rename(copy);
            }
            else if (Path.GetExtension(file) == ".psd1")
            {
                File.WriteAllText(copy, File.ReadAllText(file).Replace("= '0.1.0'", "= '9.9.0'", StringComparison.Ordinal));
            }
        }

        return Path.Combine(folder, "PracticeNetSec.psd1");
    }

    private static void Rename(string assembly)
    {
        byte[] bytes = File.ReadAllBytes(assembly);
        int row, identity;
        using (PEReader file = new(new MemoryStream(bytes)))
        {
            MetadataReader metadata = file.GetMetadataReader();
            int start = file.PEHeaders.MetadataStartOffset;
            row = start + metadata.GetTableMetadataOffset(TableIndex.Assembly);
            // Heap indexes count from one, sixteen bytes each.
            identity = start + metadata.GetHeapMetadataOffset(HeapIndex.Guid) + ((metadata.GetHeapOffset(metadata.GetModuleDefinition().Mvid) - 1) * 16);
        }

        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(row + HashAlgorithmSize), 9);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(row + HashAlgorithmSize + 2), 9);
        bytes[identity] ^= 0xFF;
        File.WriteAllBytes(assembly, bytes);
    }
}
