// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>
/// A request that does not change the inspected machine. The requests of this folder are the only ones; each
/// writes its own body, and no other body can be written.
/// </summary>
internal abstract class Smb2Request
{
    /// <summary>Stands for "the FileId of the request before" in a compound ([MS-SMB2] 3.3.5.2.7.2).</summary>
    public static readonly Smb2FileId OfThePreviousRequest = new(ulong.MaxValue, ulong.MaxValue);

    private protected Smb2Request()
    {
    }

    public abstract Smb2Command Command { get; }

    /// <summary>The same request for a file whose id is known: what a compound asks is asked one by one where a server takes no compounds.</summary>
    /// <param name="opened">What was opened before.</param>
    public virtual Smb2Request For(Smb2FileId opened) => this;

    /// <summary>Writes the body, from StructureSize on.</summary>
    /// <param name="writer">Positioned behind the header.</param>
    /// <param name="header">Where the header began: offsets inside the body count from there.</param>
    public abstract void WriteBody(WireWriter writer, int header);
}
