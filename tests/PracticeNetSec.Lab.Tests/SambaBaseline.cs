// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Text.Json;

namespace PracticeNetSec.Lab.Tests;

/// <summary>What smbclient really could do with one cell's throw-away copy (<c>lib/matrix_truth.py</c>).</summary>
/// <param name="Name">The cell.</param>
/// <param name="Address">Where the cell itself answers.</param>
/// <param name="Port">On which port.</param>
/// <param name="SigningRequired">Whether the server refuses who does not sign.</param>
/// <param name="GuestAccount">There is an account Guest without a password, and no other guest.</param>
/// <param name="Unlisted">Shares that a list does not show.</param>
/// <param name="Dialects">Dialects it takes when each is offered alone.</param>
/// <param name="Sessions">By <c>anonymous</c>, <c>guest</c> and <c>user</c>.</param>
public sealed record SambaBaseline(
    string Name,
    string Address,
    int Port,
    bool SigningRequired,
    bool GuestAccount,
    IReadOnlyList<string> Unlisted,
    IReadOnlyList<string> Dialects,
    IReadOnlyDictionary<string, SambaSessionTruth> Sessions)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Reads what the script printed.</summary>
    public static IReadOnlyList<SambaBaseline> Read(string json) => JsonSerializer.Deserialize<SambaBaseline[]>(json, Web)!;
}

/// <summary>One way in.</summary>
/// <param name="Refused">The server's word where it gave no session.</param>
/// <param name="Listed">Name and kind of each share listed; null where the list is refused.</param>
/// <param name="Shares">Every share of the cell by name, listed or not; empty without a session.</param>
public sealed record SambaSessionTruth(
    string? Refused,
    IReadOnlyDictionary<string, string>? Listed,
    IReadOnlyDictionary<string, SambaShareTruth> Shares);

/// <summary>What a session could do with one share.</summary>
/// <param name="Kind"><c>Disk</c> or <c>Printer</c>.</param>
/// <param name="Status">The server's word where it refused to connect it.</param>
/// <param name="Encrypted">Whether it wants its traffic encrypted.</param>
/// <param name="Access">None, List, Read or Write by the levels of folders looked into: 0 for the root alone.</param>
public sealed record SambaShareTruth(string Kind, string? Status, bool Encrypted, IReadOnlyList<string> Access);
