// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.FileServices;

/// <summary>Probes by OPTIONS whether a web server supports WebDAV (RFC 4918 §10.1: indicated by the DAV header).</summary>
internal static class WebDavProbe
{
    private static readonly int[] Encrypted = { 443, 5006, 8443 };

    public static async Task AskAsync(FileServiceResult result, IPAddress host, TimeSpan timeout, CancellationToken cancellation)
    {
        string scheme = Encrypted.Contains(result.Port) ? "https" : "http";
        Uri address = new UriBuilder(scheme, host.ToString(), result.Port, "/").Uri;
        using HttpFetcher fetcher = new();
        using HttpRequestMessage request = new(HttpMethod.Options, address);
        HttpReply? reply = await fetcher.SendAsync(request, timeout, cancellation).ConfigureAwait(false);
        if (reply is null)
        {
            return;
        }

        bool isDav = reply.Headers.TryGetValue("DAV", out string? classes);
        result.Answers = isDav;
        result.OpenToStrangers = isDav ? null : false; // What OPTIONS allows does not show who is authorized.
        result.Banner = DeviceText.Clean(reply.Headers.TryGetValue("Server", out string? server) ? server : "");
        List<Evidence> details = new() { EvidenceOf.WebdavOptions(reply.Status) };
        if (isDav)
        {
            details.Add(EvidenceOf.WebdavClasses(DeviceText.Clean(classes ?? "")));
        }

        details.AddRange(reply.Challenges.Select(challenge => EvidenceOf.ServiceLoginMethod(DeviceText.Clean(challenge.Split(' ')[0]))));
        result.Details = details.Take(FileServiceExaminer.MaxDetails).ToArray();
    }
}
