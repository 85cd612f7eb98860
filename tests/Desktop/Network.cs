// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Snmp.Usm;

namespace PracticeNetSec.Desktop;

/// <summary>A real agent and a real file server of the lab; users and passwords are the lab's.</summary>
internal static class Network
{
    public static Task SnmpAsync(string router) => ReadAsync(router, new RouterExaminationOptions());

    public static Task SnmpV3Async(string router) => ReadAsync(router, new RouterExaminationOptions
    {
        SnmpCredential = new SnmpCredential("priv-sha256-aes", SnmpAuthentication.Sha256, "labor-authpass", SnmpPrivacy.Aes128, "labor-privpass"),
    });

    public static async Task SharesAsync(string server)
    {
        ShareExaminationOptions options = new() { Vantage = Vantage.Outside, Credential = new Credential("mfa", "Labor-2019-Celle") };
        ShareReachability found = await ShareExaminer.ExamineAsync(server, 445, options, CancellationToken.None);
        string rights = string.Join(", ", found.Shares.Where(share => share.Type == "Disk").OrderBy(share => share.Name, StringComparer.Ordinal)
            .Select(share => $"{share.Name} {share.AnonymousAccess} {share.GuestAccess} {share.CredentialAccess}"));
        Expect.Same("befunde Read Read Read, daten Read Write Read, verwaltung None None Write", rights);
    }

    private static async Task ReadAsync(string router, RouterExaminationOptions options)
    {
        using RouterExaminer examiner = new(options);
        RouterExposure found = await examiner.ExamineAsync(router, null, CancellationToken.None);
        Expect.That(found.ForwardsComplete, "the forwards were not read: " + string.Join("; ", found.Sources.Select(source => source.ToString())));
        Expect.Same(Verdict.Exposed, found.Verdict);
    }
}
