// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Measure-Object</c>: how many, and the sum, mean and limits of numbers.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Object")]
[OutputType(typeof(PSObject))]
public sealed class MeasureObjectCommand : PSCmdlet
{
    private readonly PropertyComparer _comparer = new(caseSensitive: false);
    private PropertySelector? _selector;
    private int _count;
    private double _sum;
    private object? _minimum;
    private object? _maximum;

    /// <summary>The objects to measure.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The property to measure; without, the objects themselves.</summary>
    [Parameter(Position = 0)]
    public string? Property { get; set; }

    /// <summary>Adds up.</summary>
    [Parameter]
    public SwitchParameter Sum { get; set; }

    /// <summary>Takes the mean.</summary>
    [Parameter]
    public SwitchParameter Average { get; set; }

    /// <summary>Finds the smallest.</summary>
    [Parameter]
    public SwitchParameter Minimum { get; set; }

    /// <summary>Finds the largest.</summary>
    [Parameter]
    public SwitchParameter Maximum { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() =>
        _selector = Property is null ? null : PropertySelector.ParseAll(this, [Property])[0];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null)
        {
            return;
        }

        if (_selector is not null && !_selector.Exists(InputObject))
        {
            return;
        }

        // An object that has the property counts, even when the property has no value.
        _count++;
        object? value = _selector is null ? InputObject.BaseObject : _selector.Value(InputObject);
        if (value is null)
        {
            return;
        }

        if (Sum || Average)
        {
            if (!LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out double number))
            {
                WriteError(new ErrorRecord(
                    new PSInvalidCastException($"'{value}' is not a number."),
                    "NonNumericInputObject",
                    ErrorCategory.InvalidType,
                    InputObject));
                return;
            }

            _sum += number;
        }

        _minimum = _minimum is null || _comparer.Compare(value, _minimum) < 0 ? value : _minimum;
        _maximum = _maximum is null || _comparer.Compare(value, _maximum) > 0 ? value : _maximum;
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var result = new PSObject();
        result.TypeNames.Insert(0, "Microsoft.PowerShell.Commands.GenericMeasureInfo");
        Add(result, "Count", _count);
        Add(result, "Average", Average && _count > 0 ? _sum / _count : null);
        Add(result, "Sum", Sum ? _sum : null);
        Add(result, "Maximum", Maximum ? _maximum : null);
        Add(result, "Minimum", Minimum ? _minimum : null);
        Add(result, "Property", Property);
        WriteObject(result);
    }

    private static void Add(PSObject result, string name, object? value) =>
        result.Properties.Add(new PSNoteProperty(name, value));
}
