// SPDX-License-Identifier: MIT
using System;
using System.Linq;

namespace PracticeNetSec.Routers.Advisories;

/// <summary>
/// Models that the vendor named as affected under a condition that cannot be read from model or version, with an update
/// of which the day is known but not the version number.
/// </summary>
internal sealed class AdvisoryCondition
{
    public AdvisoryCondition(string[] models, string text, DateTime updatePublished)
    {
        Models = models;
        Text = text;
        UpdatePublished = updatePublished;
    }

    /// <summary>Names; one that ends in <c>*</c> stands for a family.</summary>
    public string[] Models { get; }

    /// <summary>What must hold for such a model to be affected.</summary>
    public string Text { get; }

    /// <summary>Day on which the vendor published the update.</summary>
    public DateTime UpdatePublished { get; }

    public bool Names(string model) => Models.Any(name => AdvisoryRange.Names(name, model));

    /// <summary>True for a firmware built after the update: the forwards decide then. A firmware without a build date stays undetermined.</summary>
    public bool HasUpdate(RouterFirmware? firmware) => firmware?.BuildDate > UpdatePublished;
}
