// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Cmdlets.Views;

/// <summary>The PowerShell lines of <see cref="NextAction"/>: ready to paste, and asking for what is not known when they are run.</summary>
internal static class CommandLines
{
    /// <summary>The router with the lines of its next actions.</summary>
    public static RouterExposure WithNextCommands(this RouterExposure router)
    {
        router.NextCommands = Array.ConvertAll(router.NextActions, Of);
        return router;
    }

    /// <summary>The line of one action.</summary>
    public static string Of(NextAction action)
    {
        if (action.Target == NextActionTarget.Canary)
        {
            return "Test-VantagePoint (Read-Host 'Address of your canary')";
        }

        string host = action.Host ?? $"(Read-Host '{Question(action.Target)}')";
        string vantage = action.Vantage is Vantage from ? $" -Vantage {from}" : "";
        string machines = action.Target == NextActionTarget.Machines ? " -MachineAddress (Read-Host 'Global IPv6 addresses of the machines, separated by commas').Split(',')" : "";
        return $"Get-RouterExposure {host}{vantage}{Login(action.Login)}{machines}";
    }

    private static string Question(NextActionTarget target) => target switch
    {
        NextActionTarget.WanAddress or NextActionTarget.Machines => "WAN address of the practice",
        NextActionTarget.WanAddressIPv4 => "IPv4 address of the practice",
        _ => "Address of the router inside the practice",
    };

    private static string Login(NextActionLogin login) => login switch
    {
        NextActionLogin.SnmpCommunity => " -Community (Read-Host 'SNMP community')",
        NextActionLogin.Account => " -Credential (Get-Credential)",
        _ => "",
    };
}
