// SPDX-License-Identifier: MIT
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Snmp.Recorded;

namespace PracticeNetSec.Routers.Sources;

/// <summary>The same as <see cref="SnmpSource"/>, from a recorded walk.</summary>
internal static class WalkSource
{
    /// <exception cref="InputException"><c>NotAWalk</c>: the file is not a recording.</exception>
    /// <exception cref="System.IO.IOException">The file cannot be read.</exception>
    public static async Task<SourceResult> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            RecordedWalk walk = RecordedWalk.Load(path, cancellation);
            return await DeviceReading.ReadAsync(walk, cancellation).ConfigureAwait(false);
        }
        catch (RecordingFormatException foreign)
        {
            throw new InputException("NotAWalk", foreign.Message, foreign);
        }
    }
}
