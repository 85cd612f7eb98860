// SPDX-License-Identifier: MIT
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.FileServices;

/// <summary>Requests an association with an unregistered AE title, releases it, and optionally sends one C-ECHO in between.</summary>
internal static class DicomProbe
{
    public static async Task AskAsync(ServiceConnection connection, FileServiceResult result)
    {
        await connection.SendAsync(DicomPdu.AssociateRequest()).ConfigureAwait(false);
        (byte type, byte[] body) = await ReceiveAsync(connection).ConfigureAwait(false);
        result.Answers = true;
        if (type != DicomPdu.AssociateAccept)
        {
            // An abort, a refusal for the moment, and one for the called title show nothing about the caller: the next attempt, or another title, may be let in.
            (Evidence? reason, bool isCaller) = type == DicomPdu.AssociateReject ? DicomPdu.DecodeReject(body) : default;
            result.OpenToStrangers = isCaller ? false : null;
            result.Details = new[] { reason is null ? EvidenceOf.DicomAborted() : EvidenceOf.DicomRefused(reason) };
            return;
        }

        (bool accepted, string implementation) = DicomPdu.DecodeAccept(body);
        result.Banner = DeviceText.Clean(implementation);
        result.OpenToStrangers = true;
        Evidence verification = accepted ? EvidenceOf.DicomAccepted() : EvidenceOf.DicomAcceptedNotVerification();
        result.Details = new[] { verification };
        if (accepted && result.Service == FileService.DicomEcho)
        {
            await connection.SendAsync(DicomPdu.EchoRequest()).ConfigureAwait(false);
            (byte answer, byte[] data) = await ReceiveAsync(connection).ConfigureAwait(false);
            result.Details = new[] { verification, answer == DicomPdu.PresentationData && DicomPdu.DecodeEcho(data) ? EvidenceOf.DicomEcho() : EvidenceOf.DicomNoEcho() };
        }

        await connection.SendAsync(DicomPdu.ReleaseRequest()).ConfigureAwait(false);
    }

    private static async Task<(byte Type, byte[] Body)> ReceiveAsync(ServiceConnection connection)
    {
        (byte type, int length) = DicomPdu.DecodeHeader(await connection.ReceiveAsync(DicomPdu.HeaderLength).ConfigureAwait(false));
        return (type, await connection.ReceiveAsync(length).ConfigureAwait(false));
    }
}
