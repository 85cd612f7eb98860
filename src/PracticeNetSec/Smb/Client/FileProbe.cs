// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Client;

/// <summary>Determines rights on files, which may differ from those of their folder: opens them for their attributes alone and takes the maximal access the server states (MxAc).</summary>
internal static class FileProbe
{
    /// <summary>Queries the rights on files, all at once.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public static async Task<IReadOnlyList<FileView>> AskAsync(
        SmbSession session, IReadOnlyList<(uint TreeId, string Path)> files, CancellationToken cancellation)
    {
        IReadOnlyList<Smb2Response>[] answers = await session.ExchangeAsync(
            files.Select(file => (file.TreeId, new Smb2Request[] { new OpenFileRequest(file.Path), new CloseRequest(Smb2Request.OfThePreviousRequest) })),
            cancellation).ConfigureAwait(false);
        return answers.Select(answer => new FileView(
            answer[0].Status,
            answer[0].Status == NtStatus.Success ? SmbConnection.Decode(answer[0], CreateResponse.Decode).MaximalAccess : null)).ToArray();
    }
}
