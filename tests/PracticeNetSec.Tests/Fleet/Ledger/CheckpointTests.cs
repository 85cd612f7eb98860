// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Fleet.Ledger;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Ledger;

/// <summary>What a signature proves: nothing where any machine could have made its certificate, everything before it where the machine knows the certificate.</summary>
[Trait("System", "Linux")] // They make keys, which Wine's CNG does not (0x80090029) and partly hangs in; on Windows the key is the platform's as well.
public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;
    private readonly X509Certificate2 _certificate = Certificate("CN=Audit");

    private string Ledger => Path.Combine(_folder, "fleet.db");

    [Fact]
    public async Task A_certificate_that_nothing_vouches_for_confirms_nothing()
    {
        await WriteAsync(_certificate, "A");

        LedgerCheck check = ExposureLedger.Test(Ledger);

        Assert.Equal((LedgerState.Consistent, "CN=Audit", 0), (check.State, check.SignedBy, check.ConfirmedEntry));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_in_the_store_confirms_what_was_signed_and_later_entries_stay_unconfirmed(bool isCurve)
    {
        using X509Certificate2 known = Certificate("CN=Known", isCurve);
        using X509Store store = new(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadWrite);
        store.Add(known);
        try
        {
            await WriteAsync(known, "A");
            await WriteAsync(null, "A");

            LedgerCheck check = ExposureLedger.Test(Ledger);

            Assert.Equal((LedgerState.Confirmed, 3, 6), (check.State, check.ConfirmedEntry, check.Entries));
        }
        finally
        {
            store.Remove(known);
        }
    }

    [Theory]
    [InlineData("UPDATE checkpoint SET hash = zeroblob(32)")]
    [InlineData("UPDATE checkpoint SET signature = zeroblob(256)")]
    [InlineData("UPDATE checkpoint SET at = at + 1")]
    [InlineData("UPDATE checkpoint SET certificate = x'00'")]
    [InlineData("UPDATE checkpoint SET seq = 2")]
    [InlineData("UPDATE checkpoint SET seq = 99")]
    public async Task An_altered_checkpoint_is_found(string sql)
    {
        await WriteAsync(_certificate, "A");
        Execute(Ledger, sql);

        Assert.Equal(LedgerState.Altered, ExposureLedger.Test(Ledger).State);
    }

    /// <summary>Signatures that are kept elsewhere, put into the file, show that it is an earlier one.</summary>
    [Fact]
    public async Task A_signature_of_a_later_entry_shows_an_earlier_state()
    {
        await WriteAsync(null, "A");
        string earlier = Path.Combine(_folder, "earlier.db");
        File.Copy(Ledger, earlier);
        await WriteAsync(_certificate, "B");
        CopyCheckpoints(Ledger, earlier);

        Assert.Equal(LedgerState.RolledBack, ExposureLedger.Test(earlier).State);
    }

    /// <summary>A chain that was written anew is consistent; the checkpoint that is moved into it is not its own.</summary>
    [Fact]
    public async Task A_ledger_that_was_written_anew_does_not_match_its_checkpoint()
    {
        await WriteAsync(_certificate, "A");
        string other = Path.Combine(_folder, "other.db");
        await LedgerRuns.WriteAsync(other, "B");
        CopyCheckpoints(Ledger, other);

        Assert.Equal(LedgerState.Altered, ExposureLedger.Test(other).State);
    }

    public void Dispose()
    {
        _certificate.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static void CopyCheckpoints(string from, string to) => Execute(to, $"ATTACH '{from}' AS signed; INSERT INTO main.checkpoint SELECT * FROM signed.checkpoint");

    private static void Execute(string path, string sql)
    {
        using SqliteConnection connection = new($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The alterations are constants of the test above: no input of anyone reaches them.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private Task WriteAsync(X509Certificate2? certificate, params string[] ids) => LedgerRuns.WriteAsync(Ledger, TimeProvider.System, ids.Length, certificate, ids);

    private static X509Certificate2 Certificate(string subject, bool isCurve = false)
    {
        using RSA rsa = RSA.Create(2048);
        using ECDsa curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = isCurve ? new(subject, curve, HashAlgorithmName.SHA256) : new(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
