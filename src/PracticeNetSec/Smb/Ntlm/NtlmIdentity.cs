// SPDX-License-Identifier: MIT
using System.Linq;
using PracticeNetSec.Http;

namespace PracticeNetSec.Smb.Ntlm;

/// <summary>The identity for a logon.</summary>
/// <param name="User">Name; empty for a null session.</param>
/// <param name="Password">Its password; empty for a null session.</param>
/// <param name="Domain">The domain it belongs to; empty lets the server choose.</param>
internal sealed record NtlmIdentity(string User, string Password, string Domain = "")
{
    private static readonly char[] Separator = { '\\' };

    /// <summary>No name: requests a null session ([MS-NLMP] 3.2.5.1.2).</summary>
    public static readonly NtlmIdentity Anonymous = new("", "");

    /// <summary>The account Windows calls <c>Guest</c>, without a password.</summary>
    public static readonly NtlmIdentity Guest = new("Guest", "");

    /// <summary>The same account on a German Windows.</summary>
    public static readonly NtlmIdentity Gast = new("Gast", "");

    public bool IsAnonymous => User.Length == 0;

    /// <summary>An account that exists: its session is signed, and its key is never sent unencrypted.</summary>
    public bool IsAccount { get; private init; }

    /// <summary>The service that the account is meant for, as an SPN: <c>cifs/server</c>. A server that checks it refuses a logon meant for another.</summary>
    public string TargetName { get; private init; } = "";

    /// <summary>A name that no server knows.</summary>
    public bool IsRandom { get; init; }

    /// <summary>The account of a credential: <c>DOMAIN\user</c>, <c>user@domain</c> or <c>user</c>.</summary>
    /// <param name="credential">The account.</param>
    /// <param name="server">The server as the caller named it.</param>
    public static NtlmIdentity Of(Credential credential, string server)
    {
        string[] parts = credential.UserName.Split(Separator, 2);
        return parts.Length == 2
            ? new NtlmIdentity(parts[1], credential.Secret, parts[0]) { IsAccount = true }.MeantFor(server)
            : new NtlmIdentity(parts[0], credential.Secret) { IsAccount = true }.MeantFor(server);
    }

    /// <summary>The same identity, meant for one server: one that checks it (Windows: <c>SmbServerNameHardeningLevel</c>) refuses any logon otherwise.</summary>
    /// <param name="server">The server as the caller named it.</param>
    public NtlmIdentity MeantFor(string server) => this with { TargetName = "cifs/" + HostOf(server) };

    /// <summary>True where a credential names a user: without one, the server would get an anonymous logon instead of the account's.</summary>
    /// <param name="credential">The account.</param>
    public static bool NamesUser(Credential credential) => !string.IsNullOrWhiteSpace(credential.UserName.Split(Separator, 2).Last());

    /// <summary>A name or address as the server knows it: without the final dot of the name service, brackets, and the zone, which only this machine knows (RFC 4007 §11).</summary>
    private static string HostOf(string server) => server.Trim().Split('%')[0].Trim('[', ']').TrimEnd('.');

    /// <summary>The name alone: a record would also print the password.</summary>
    public override string ToString() => User;
}
