// SPDX-License-Identifier: MIT
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Http;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets.Parameters;

/// <summary>Reads the account of a -Credential parameter; one that cannot be used becomes an error and is left out.</summary>
internal static class AccountInput
{
    /// <summary>The account; null where none was given, or after an error.</summary>
    public static Credential? ReadAccount(this Cmdlet cmdlet, PSCredential? given)
    {
        try
        {
            return given is null ? null : new Credential(given.UserName, given.GetNetworkCredential().Password);
        }
        catch (PSArgumentException unusable)
        {
            cmdlet.WriteError(Errors.From(
                new InputException("InvalidCredential", "The user name of -Credential cannot be one; null session and guest are tried all the same. Give DOMAIN\\user, user@domain or user.", unusable),
                given!.UserName));
            return null;
        }
    }
}
