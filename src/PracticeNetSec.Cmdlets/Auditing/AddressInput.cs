// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Fleet.Feeds;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets.Auditing;

/// <summary>Builds the address book that the importing cmdlets match against.</summary>
internal static class AddressInput
{
    /// <summary>Carriers change addresses about once a day.</summary>
    public const int UsualToleranceHours = 24;

    /// <summary>The practices' addresses, including those recorded in a ledger; what cannot be used becomes an error.</summary>
    public static AddressBook ReadAddresses(this PSCmdlet cmdlet, IEnumerable<PSObject> practices, string? ledgerPath, int toleranceHours)
    {
        AddressBook book = new(practices.Select(cmdlet.ReadPractice).OfType<Practice>(), TimeSpan.FromHours(toleranceHours));
        foreach (string ledger in ledgerPath is null ? Array.Empty<string>() : cmdlet.ExistingFiles(new[] { ledgerPath }))
        {
            try
            {
                book.Replay(ledger);
            }
            catch (Exception trouble) when (Errors.IsFileException(trouble))
            {
                cmdlet.WriteError(Errors.FromFile(trouble, ledger));
            }
        }

        return book;
    }

    private static Practice? ReadPractice(this PSCmdlet cmdlet, PSObject input)
    {
        object? known = cmdlet.Read(input);
        if (known is not null and not Practice)
        {
            cmdlet.WriteUnusable(input, "practices as Import-PracticeInventory reads them");
        }

        return known as Practice;
    }
}
