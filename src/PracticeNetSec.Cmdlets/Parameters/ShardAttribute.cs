// SPDX-License-Identifier: MIT
using System;
using System.Management.Automation;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets.Parameters;

/// <summary>Reads which part of a fleet is meant, so that the error states both bounds.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ShardAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object bare = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        try
        {
            return bare is Shard ? bare : Shard.Parse(Convert.ToString(bare, System.Globalization.CultureInfo.InvariantCulture) ?? "");
        }
        catch (InputException error)
        {
            throw new ArgumentTransformationMetadataException(error.Message, error);
        }
    }
}
