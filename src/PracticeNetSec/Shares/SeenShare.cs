// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Privacy;

namespace PracticeNetSec.Shares;

/// <summary>A share and the examination it was observed in.</summary>
internal sealed record SeenShare(ShareReachability Server, SmbShare Share)
{
    /// <summary>The most an unauthenticated user may do.</summary>
    public ShareAccess UnauthenticatedAccess => Share.Strongest;

    /// <summary>The shares of a server that contain files; pipes, printers and devices contain none.</summary>
    public static IEnumerable<SeenShare> WithFiles(ShareReachability server) => server.Shares
        .Where(share => share.Type is not ("Ipc" or "Printer" or "Device"))
        .Select(share => new SeenShare(server, share));

    // Built once and truncated: a hostile server may send a name of megabytes.
    public string Path { get; } = $@"\\{Short(Server.ComputerName)}\{Short(Share.Name)}";

    private static string Short(string text) => text.Length <= SafeText.MaxLength ? text : text.Substring(0, SafeText.MaxLength) + "…";
}
