// SPDX-License-Identifier: MIT
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.FileServices;

/// <summary>Queries an AFP server for its status, which needs no session.</summary>
internal static class AfpProbe
{
    public static async Task AskAsync(ServiceConnection connection, FileServiceResult result)
    {
        await connection.SendAsync(AfpStatus.Request()).ConfigureAwait(false);
        int length = AfpStatus.DecodeHeader(await connection.ReceiveAsync(AfpStatus.HeaderLength).ConfigureAwait(false));
        AfpStatus status = AfpStatus.Decode(await connection.ReceiveAsync(length).ConfigureAwait(false));
        result.Answers = true;
        result.OpenToStrangers = status.AllowsGuests;
        result.Banner = DeviceText.Clean($"{status.ServerName}, {status.Machine}");
        result.Details = status.Versions.Select(version => EvidenceOf.AfpVersion(DeviceText.Clean(version)))
            .Concat(status.LoginMethods.Select(method => EvidenceOf.ServiceLoginMethod(DeviceText.Clean(method))))
            .Take(FileServiceExaminer.MaxDetails).ToArray();
    }
}
