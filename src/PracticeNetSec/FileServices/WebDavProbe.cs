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

/// <summary>
/// Probes by OPTIONS whether a web server supports WebDAV (RFC 4918 section 10.1: indicated by the DAV header), and by PROPFIND with Depth 0,
/// which changes nothing (section 9.1), whether its root is listed without a login. Folders below the root may differ.
/// </summary>
internal static class WebDavProbe
{
    private const int LoginRequired = 401; // RFC 9110 section 15.5.2

    private static readonly int[] Encrypted = { 443, 5006, 8443 };

    public static async Task AskAsync(FileServiceResult result, IPAddress host, TimeSpan timeout, CancellationToken cancellation)
    {
        string scheme = Encrypted.Contains(result.Port) ? "https" : "http";
        Uri address = new UriBuilder(scheme, host.ToString(), result.Port, "/").Uri;
        using HttpFetcher fetcher = new();
        using HttpRequestMessage options = new(HttpMethod.Options, address);
        HttpReply? reply = await fetcher.SendAsync(options, timeout, cancellation).ConfigureAwait(false);
        if (reply is null)
        {
            return;
        }

        using HttpRequestMessage properties = WebDavAnswer.AskProperties(address);
        HttpReply? folder = await fetcher.SendAsync(properties, timeout, cancellation).ConfigureAwait(false);
        bool? isListed = folder is null ? null : WebDavAnswer.ListsFolder(folder);
        bool isDav = WebDavAnswer.IsOffered(reply) || isListed == true;

        // A server that did not answer about its folder, or could not at the moment, has not refused it.
        result.Answers = isDav ? true : isListed is null ? null : false;
        result.OpenToStrangers = isListed == true ? true : folder?.Status == LoginRequired || (isListed == false && !isDav) ? false : null;
        result.Banner = DeviceText.Clean(reply.Headers.TryGetValue("Server", out string? server) ? server : "");
        List<Evidence> details = new() { EvidenceOf.WebdavOptions(reply.Status) };
        if (reply.Headers.TryGetValue("DAV", out string? classes))
        {
            details.Add(EvidenceOf.WebdavClasses(DeviceText.Clean(classes ?? "")));
        }

        if (isDav && folder is not null)
        {
            details.Add(EvidenceOf.WebdavProperties(folder.Status));
        }

        IEnumerable<string> challenges = reply.Challenges.Concat(folder?.Challenges ?? Enumerable.Empty<string>());
        details.AddRange(challenges.Select(challenge => DeviceText.Clean(challenge.Split(' ')[0])).Distinct().Select(method => EvidenceOf.ServiceLoginMethod(method)));
        result.Details = details.Take(FileServiceExaminer.MaxDetails).ToArray();
    }
}
