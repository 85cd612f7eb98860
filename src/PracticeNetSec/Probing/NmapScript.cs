// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Probing;

/// <summary>What one of nmap's scripts (<c>-sC</c>, <c>--script</c>) or its version detection found on a port.</summary>
public sealed class NmapScript
{
    /// <summary>TCP port.</summary>
    public int Port { get; set; }

    /// <summary>The script's name, for instance <c>http-title</c>, <c>ssl-cert</c>, <c>banner</c>.</summary>
    public string Id { get; set; } = "";

    /// <summary>The device's text as the script reports it, at most 4096 characters.</summary>
    public string Output { get; set; } = "";

    /// <summary>The service that it shows behind a web server's port: http-ls and http-webdav-scan report only where there is one.</summary>
    internal string? ShowsService => Id == "http-ls" || (Id == "http-title" && FileListing.IsTitle(Output.TrimStart())) ? FileListing.Service
        : Id == "http-webdav-scan" ? "webdav"
        : null;
}
