// SPDX-License-Identifier: MIT
using System;
using System.Management.Automation;
using System.Text;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Lets a parameter of type <see cref="Encoding"/> be given by PowerShell's name for it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TextEncodingNameAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            Encoding encoding => encoding,
            { } value => TextEncodings.Named(value.ToString() ?? string.Empty),
            null => TextEncodings.Default,
        };
}
