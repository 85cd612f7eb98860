// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.FileServices;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Shares;

/// <summary>Where each service listens, and which external ports of an examined router lead there.</summary>
public static class FileServicePorts
{
    /// <summary>The usual ports of a service.</summary>
    public static IReadOnlyList<int> Usual(FileService service) => service switch
    {
        FileService.Ftp or FileService.FtpAnonymous => new[] { 21 },
        FileService.WebDav => new[] { 80, 443 },
        FileService.Nfs => new[] { 111, NfsProbe.NfsPort },
        FileService.Rsync => new[] { 873 },
        FileService.Afp => new[] { 548 },
        _ => new[] { 104, 11112 },
    };

    /// <summary>The ports to query: the external ports of forwards that lead to the service, or the usual ones.</summary>
    /// <param name="service">The service.</param>
    /// <param name="exposure">The router examination that led here; null when a host was named directly.</param>
    public static IReadOnlyList<int> For(FileService service, RouterExposure? exposure)
    {
        int[] forwarded = (exposure?.Forwards ?? System.Array.Empty<PortForward>())
            .Where(forward => forward.Enabled && forward.CarriesTcp)
            .SelectMany(forward => Usual(service).Select(forward.OutsideOf))
            .OfType<int>().Distinct().ToArray();
        return forwarded.Length > 0 ? forwarded : Usual(service);
    }
}
