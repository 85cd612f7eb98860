// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;

namespace PracticeNetSec.Probing.Scans;

/// <summary>Names of services in IANA's registry by those that scanners use. A name that is not listed identifies nothing.</summary>
internal static class ScanServices
{
    // Modules of Shodan, protocols of zgrab2, services of Censys and masscan.
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["http"] = "http",
        ["http-simple-new"] = "http",
        ["auto"] = "",
        ["https"] = "https",
        ["https-simple-new"] = "https",
        ["ssh"] = "ssh",
        ["ftp"] = "ftp",
        ["telnet"] = "telnet",
        ["smb"] = "microsoft-ds",
        ["rdp"] = "ms-wbt-server",
        ["vnc"] = "rfb",
        ["mysql"] = "mysql",
        ["mssql"] = "ms-sql-s",
        ["postgres"] = "postgresql",
        ["postgresql"] = "postgresql",
        ["mongodb"] = "mongod",
        ["redis"] = "redis",
        ["ldap"] = "ldap",
        ["ldaps"] = "ldaps",
        ["rsync"] = "rsync",
        ["afp"] = "afp",
        ["dicom"] = "dicom",
        ["elastic"] = "elasticsearch",
        ["elasticsearch"] = "elasticsearch",
        ["winrm"] = "wsman",
    };

    // Where zgrab2 asks unless it was given another port.
    private static readonly Dictionary<string, int> Ports = new(StringComparer.OrdinalIgnoreCase)
    {
        ["http"] = 80,
        ["ssh"] = 22,
        ["ftp"] = 21,
        ["telnet"] = 23,
        ["smb"] = 445,
        ["mysql"] = 3306,
        ["mssql"] = 1433,
        ["postgres"] = 5432,
        ["mongodb"] = 27017,
        ["redis"] = 6379,
        ["tls"] = 443,
        ["smtp"] = 25,
        ["pop3"] = 110,
        ["imap"] = 143,
    };

    /// <summary>The registered name; null where it is not known.</summary>
    public static string? Find(string? name) => name is not null && Names.TryGetValue(name, out string? registered) && registered.Length > 0 ? registered : null;

    /// <summary>The usual port of a module of zgrab2; 0 where it is not known.</summary>
    public static int UsualPort(string module) => Ports.TryGetValue(module, out int port) ? port : 0;
}
