// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Privacy;

namespace PracticeNetSec.Shares;

/// <summary>A share and the examination it was seen in.</summary>
internal sealed record SeenShare(ShareReachability Server, SmbShare Share)
{
    /// <summary>The most an unauthenticated user may do.</summary>
    public ShareAccess UnauthenticatedAccess => Share.Strongest;

    /// <summary>The shares of a server that hold files; pipes, printers and devices hold none.</summary>
    public static IEnumerable<SeenShare> WithFiles(ShareReachability server) => server.Shares
        .Where(share => share.Type is not ("Ipc" or "Printer" or "Device"))
        .Select(share => new SeenShare(server, share));

    // Made once and short: a hostile server may call itself by megabytes.
    public string Path { get; } = $@"\\{Short(Server.ComputerName)}\{Short(Share.Name)}";

    private static string Short(string text) => text.Length <= SafeText.MaxLength ? text : text.Substring(0, SafeText.MaxLength) + "…";
}
