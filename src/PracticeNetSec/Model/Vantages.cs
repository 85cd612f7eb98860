// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Model;

/// <summary>What a measurement from a vantage point proves.</summary>
internal static class Vantages
{
    /// <summary>True where a measurement proves something about the Internet: outside, or a recording of such a view.</summary>
    public static bool SeesTheInternet(this Vantage vantage) => vantage is Vantage.Outside or Vantage.Recorded;
}
