// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Inventory;

/// <summary>One line of an inventory: a practice, or what is wrong with the line and what is known of the practice that it means.</summary>
public sealed class InventoryEntry
{
    internal InventoryEntry(int line, Practice practice)
    {
        Line = line;
        Practice = practice;
    }

    internal InventoryEntry(int line, string error, Practice unusable)
    {
        Line = line;
        Error = error;
        Unusable = unusable;
    }

    /// <summary>Line in the file, 1 for the first; for JSON the element's position, 1 for the first.</summary>
    public int Line { get; }

    /// <summary>The practice; null when the line is wrong.</summary>
    public Practice? Practice { get; }

    /// <summary>What is wrong and how to fix it; null when the line is good.</summary>
    public string? Error { get; }

    /// <summary>The practice that a wrong line means, with <see cref="Practice.InventoryProblem"/> and without an address; null when the line is good.</summary>
    public Practice? Unusable { get; }
}
