// SPDX-License-Identifier: MIT
using System;
using System.Management.Automation;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>
/// Rebuilds this module's objects from what Import-Clixml, Receive-Job and remoting read, so that properties have their own types again
/// and <c>Severity -ge 'High'</c> compares levels, not words. Named in PracticeNetSec.types.ps1xml. An incomplete object stays as
/// it was read; the cmdlet that gets it reports it.
/// </summary>
public sealed class SavedObjectConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        sourceValue is PSObject { BaseObject: PSCustomObject } saved && saved.TypeNames.Contains("Deserialized." + destinationType.FullName);

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        try
        {
            return Rehydration.Restore((PSObject)sourceValue, destinationType);
        }
        catch (InputException cutOff)
        {
            // What the deserializer expects of a converter that declines.
            throw new InvalidCastException(cutOff.Message, cutOff);
        }
    }

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new InvalidCastException();
}
