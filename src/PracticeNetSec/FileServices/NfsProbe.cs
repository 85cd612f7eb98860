// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.FileServices;

/// <summary>Queries the port mapper for programs, and mountd for exports, as <c>showmount -e</c> does; nothing is mounted.</summary>
internal static class NfsProbe
{
    /// <summary>Where NFS listens when no port mapper reports another port (RFC 1813 §2.1).</summary>
    public const int NfsPort = 2049;

    private const int MaxFragments = 64;
    private const uint Id = 0x504E5300;
    private const uint Mount = 100005;
    private const uint Nfs = 100003;

    public static async Task AskAsync(ServiceConnection connection, FileServiceResult result, IPAddress host, TimeSpan timeout, CancellationToken cancellation)
    {
        if (result.Port == NfsPort)
        {
            (uint lowest, uint highest) = OncRpc.DecodeVersions(await CallAsync(connection, RpcQuestion.IsNfsThere).ConfigureAwait(false), Id, OncRpc.NfsVersion);
            (result.Answers, result.Banner) = (true, lowest == highest ? $"NFS version {lowest}" : $"NFS versions {lowest} to {highest}");
            return;
        }

        IReadOnlyList<(uint Program, uint Version, int Port)> ports = OncRpc.DecodePorts(
            OncRpc.DecodeReply(await CallAsync(connection, RpcQuestion.DumpPorts).ConfigureAwait(false), Id));
        uint[] versions = ports.Where(port => port.Program == Nfs).Select(port => port.Version).Distinct().OrderBy(version => version).ToArray();
        int mountPort = ports.Where(port => port.Program == Mount && port.Version == 3).Select(port => port.Port).FirstOrDefault();
        result.Answers = versions.Length > 0 || mountPort > 0;
        result.OpenToStrangers = result.Answers == true ? null : false;
        result.Banner = versions.Length > 0 ? "NFS versions " + string.Join(", ", versions) : "a port mapper without NFS";
        if (mountPort == 0)
        {
            return;
        }

        try
        {
            using ServiceConnection mount = await ServiceConnection.ConnectAsync(new IPEndPoint(host, mountPort), timeout, cancellation).ConfigureAwait(false);
            IReadOnlyList<NfsExport> exports = OncRpc.DecodeExports(
                OncRpc.DecodeReply(await CallAsync(mount, RpcQuestion.ListExports).ConfigureAwait(false), Id));
            result.OpenToStrangers = exports.Any(export => export.IsForEveryone);
            result.Details = exports.OrderByDescending(export => export.IsForEveryone)
                .Take(FileServiceExaminer.MaxDetails).Select(Evidence).ToArray();
        }
        catch (Exception ended) when (ended is ServiceConnectionException or ServiceFormatException)
        {
            result.Details = new[] { EvidenceOf.NfsExportsNotListed(mountPort, ErrorCause.Of(ended)) };
        }
    }

    private static Evidence Evidence(NfsExport export) => export.IsForEveryone
        ? EvidenceOf.NfsExportEveryone(DeviceText.Clean(export.Directory))
        : EvidenceOf.NfsExport(DeviceText.Clean(export.Directory), DeviceText.Clean(string.Join(", ", export.Groups)));

    private static async Task<byte[]> CallAsync(ServiceConnection connection, RpcQuestion question)
    {
        await connection.SendAsync(OncRpc.Encode(Id, question)).ConfigureAwait(false);
        using MemoryStream reply = new();
        bool isLast = false;
        for (int i = 0; i < MaxFragments && !isLast; i++)
        {
            (int length, isLast) = OncRpc.DecodeMark(await connection.ReceiveAsync(4).ConfigureAwait(false));
            if (reply.Length + length > OncRpc.MaxBytes)
            {
                throw new ServiceFormatException(EvidenceOf.MalformedTooLarge("ONC RPC record", OncRpc.MaxBytes));
            }

            byte[] fragment = await connection.ReceiveAsync(length).ConfigureAwait(false);
            reply.Write(fragment, 0, fragment.Length);
        }

        return isLast ? reply.ToArray() : throw new ServiceFormatException(EvidenceOf.MalformedTooLarge("ONC RPC fragments", MaxFragments));
    }
}
