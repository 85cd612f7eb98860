// SPDX-License-Identifier: MIT
using System;
using System.Management.Automation;
using PracticeNetSec.Breach;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets.Parameters;

/// <summary>
/// Reads a time as German legal time, whatever the zone and culture of the machine. PowerShell itself would
/// take a time without offset for the machine's own.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LegalTimeAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object bare = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        try
        {
            return bare switch
            {
                string text => LegalTime.Read(text),
                DateTime { Kind: DateTimeKind.Unspecified } wall => LegalTime.At(wall),
                DateTime moment => new DateTimeOffset(moment),
                _ => inputData,
            };
        }
        catch (InputException error)
        {
            throw new ArgumentTransformationMetadataException(error.Message, error);
        }
    }
}
