// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.Dashboard;
using PracticeNetSec.Fleet.Inventory;
using PracticeNetSec.Fleet.Ledger;
using PracticeNetSec.Model;

namespace PracticeNetSec.Desktop;

/// <summary>An inventory with umlauts, a ledger with its hashes and locks, and the fleet's page.</summary>
internal static class Fleet
{
    public static async Task RunAsync(string samples)
    {
        Practice[] practices = InventoryReader.Read(Path.Combine(samples, "fleet", "practices.csv")).Select(entry => entry.Practice).OfType<Practice>().ToArray();
        Expect.That(practices.Length > 0, "the inventory is empty");
        string file = Path.GetTempFileName();
        File.Delete(file);
        try
        {
            using (AuditLedger ledger = new(file, resume: false))
            {
                await ledger.BeginAsync(practices.Length, practices);
                foreach (Practice practice in practices)
                {
                    await ledger.RecordAsync(new PracticeAudit { PracticeId = practice.PracticeId, Practice = practice, Verdict = Verdict.Exposed, EndedAt = DateTimeOffset.Now });
                }

                await ledger.EndAsync();
            }

            Expect.That(ExposureLedger.Test(file).IsWhole, "the ledger is not whole");
            Expect.Same(practices.Length, ExposureLedger.Runs(file).Single().Checked);
            StringWriter page = new();
            DashboardPage.Write(page, ExposureLedger.Latest(file), "de", null);
            string shown = DashboardReader.DataOf(page.ToString());
            Expect.That(practices.All(practice => shown.Contains(practice.PracticeId)), "a practice is missing on the page");
        }
        finally
        {
            foreach (string left in Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*"))
            {
                File.Delete(left);
            }
        }
    }
}
