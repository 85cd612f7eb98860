// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Model;

/// <summary>The kinds of session that are tried. The numbers are stable.</summary>
public enum ShareSessionKind
{
    /// <summary>Without a name: a null session.</summary>
    Anonymous = 0,

    /// <summary>As a random user, then as <c>Guest</c> without a password.</summary>
    Guest = 1,

    /// <summary>With the account that was given.</summary>
    Credential = 2,
}
