// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Fleet.Ledger;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Ledger;

public sealed class TimestampRequestTests
{
    [Fact]
    public void It_is_a_request_of_RFC_3161_in_DER()
    {
        byte[] hash = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];

        Assert.Equal(
            "303F020101" + "3031300D060960864801650304020105000420" + Convert.ToHexString(hash) + "02044A0B0C0D" + "0101FF",
            Convert.ToHexString(TimestampRequest.Of(hash, 0x4A0B0C0D)));
    }

    [Fact]
    public void Each_has_a_number_of_its_own_that_is_positive()
    {
        byte[][] requests = [.. Enumerable.Range(0, 100).Select(_ => TimestampRequest.Of(new byte[32]))];

        Assert.Equal(100, requests.Select(Convert.ToHexString).Distinct().Count());
        Assert.All(requests, request => Assert.InRange(request[58], 0, 0x7F));
        Assert.Throws<ArgumentException>(() => TimestampRequest.Of(new byte[20]));
    }

    [Fact]
    public async Task The_last_hash_of_an_export_is_that_of_the_ledger()
    {
        string folder = Directory.CreateTempSubdirectory("pns").FullName;
        try
        {
            string ledger = Path.Combine(folder, "fleet.db");
            await LedgerRuns.WriteAsync(ledger, "A", "B");
            LedgerExchange.Export(ledger, new StringWriter(), TimeProvider.System, out byte[] last);

            Assert.Equal($"{ExposureLedger.Test(ledger).Entries}:{Convert.ToHexStringLower(last)}", ExposureLedger.LastHash(ledger));
            Assert.Equal(ExposureLedger.Test(ledger).LastHash, ExposureLedger.LastHash(ledger));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
