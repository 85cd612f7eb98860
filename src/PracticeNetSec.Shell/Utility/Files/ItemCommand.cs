// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>
/// What the commands on items share: a path with wildcards or a literal one, and the engine's providers, which
/// do the work in the file system as well as in <c>Env:</c>, <c>Variable:</c> or <c>Function:</c>.
/// </summary>
public abstract class ItemCommand : PSCmdlet
{
    private protected const string ByPath = "ByPath";
    private protected const string ByLiteralPath = "ByLiteralPath";

    /// <summary>The paths, taken literally.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    private protected bool IsLiteral => ParameterSetName == ByLiteralPath;

    /// <summary>Asks the provider path by path: what it refuses is a non-terminating error, and the next path follows.</summary>
    private protected void ForEachPath(IEnumerable<string> paths, Action<string> work)
    {
        foreach (string path in IsLiteral ? LiteralPath : paths)
        {
            try
            {
                work(path);
            }
            catch (RuntimeException reason) when (reason is not PipelineStoppedException)
            {
                WriteError(new ErrorRecord(reason.ErrorRecord, reason));
            }
        }
    }
}
