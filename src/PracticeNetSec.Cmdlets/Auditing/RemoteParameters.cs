// SPDX-License-Identifier: MIT
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace PracticeNetSec.Cmdlets.Auditing;

/// <summary>The parameters of an audit that apply in its remote sessions as well.</summary>
internal static class RemoteParameters
{
    // The ledger, the sessions and how the practices are spread stay here.
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        nameof(InvokePracticeAuditCommand.InputObject), nameof(InvokePracticeAuditCommand.LedgerPath), nameof(InvokePracticeAuditCommand.Resume),
        nameof(InvokePracticeAuditCommand.MaximumAge), nameof(InvokePracticeAuditCommand.SigningCertificate), nameof(InvokePracticeAuditCommand.RetiredPracticeId),
        nameof(InvokePracticeAuditCommand.Session), nameof(InvokePracticeAuditCommand.VantagePoint), nameof(InvokePracticeAuditCommand.Shard),
    };

    /// <summary>Those that were given, as values that PowerShell remoting sends.</summary>
    public static Hashtable Of(IEnumerable<KeyValuePair<string, object>> given)
    {
        Hashtable parameters = new();
        foreach (KeyValuePair<string, object> parameter in given.Where(parameter =>
            !Own.Contains(parameter.Key) && !Cmdlet.CommonParameters.Contains(parameter.Key) && !Cmdlet.OptionalCommonParameters.Contains(parameter.Key)))
        {
            parameters[parameter.Key] = parameter.Value is SwitchParameter flag ? flag.IsPresent : parameter.Value is Enum word ? word.ToString() : parameter.Value;
        }

        return parameters;
    }
}
