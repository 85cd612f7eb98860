// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Routers;

/// <summary>Recognises the models of Telekom's Digitalisierungsbox in what a device reports about itself.</summary>
internal static class DigitalisierungsboxModel
{
    public const string Family = "Digitalisierungsbox";

    // Longest first: "Premium 2" must not be read as "Premium". The 2-models are not on the list of affected ones.
    private static readonly string[] Models = { "Premium 2", "Smart 2", "Premium", "Standard", "Smart", "Basic" };

    /// <summary>The model's full name in canonical form, from any text that contains it.</summary>
    public static string Find(string text)
    {
        int start = text.IndexOf(Family, StringComparison.OrdinalIgnoreCase);
        while (start >= 0)
        {
            string rest = text.Substring(start + Family.Length, Math.Min(16, text.Length - start - Family.Length)).TrimStart(' ', '_', '-');
            foreach (string model in Models)
            {
                if (rest.Replace('_', ' ').StartsWith(model, StringComparison.OrdinalIgnoreCase))
                {
                    return $"{Family} {model}";
                }
            }

            start = text.IndexOf(Family, start + Family.Length, StringComparison.OrdinalIgnoreCase);
        }

        return Family;
    }
}
