// SPDX-License-Identifier: MIT
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Privacy;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>The rights in the shares: a figure and a table for each server.</summary>
internal static class ShareSection
{
    private static readonly string[] Columns = { "shares.share", "shares.anonymous", "shares.guest", "shares.patients" };

    public static void Write(DocumentWriter writer, BreachReport report, ReportTexts texts)
    {
        int number = 0;
        foreach (ShareReachability server in report.Shares)
        {
            SeenShare[] seen = SeenShare.WithFiles(server).ToArray();
            if (seen.Length == 0)
            {
                writer.Text(texts["shares.unseen", server.ComputerName, BreachEvidence.Text(server.Port)]);
                continue;
            }

            writer.Picture(new RightsPicture(server, seen, ++number, texts));
            writer.Table(
                texts["shares.caption", server.ComputerName, BreachEvidence.Text(server.Port)],
                Columns.Select(column => texts[column]).ToArray(),
                seen.Select(row => Row(row.Share, texts)));
        }

        writer.Text(texts["shares.list-note"], ParagraphStyle.Small);
    }

    private static DocumentCell[] Row(SmbShare share, ReportTexts texts) => new[]
    {
        new DocumentCell(SafeText.Clean(share.Name), IsHead: true),
        Access(share.AnonymousAccess, texts),
        Access(share.GuestAccess, texts),
        new DocumentCell(share.PatientData.Length == 0
            ? texts[share.IsCutShort ? "shares.none-so-far" : "shares.none"]
            : string.Join("; ", share.PatientData.Select(count => $"{StatementText.Category(count.Category, texts)}: {texts.Count((count.IsMinimum ? ReportTexts.Minimum : "") + BreachEvidence.Text(count.Count))}"))),
    };

    private static DocumentCell Access(ShareAccess? access, ReportTexts texts) =>
        new(access is ShareAccess known ? texts.Of(known) : texts["shares.untried"], IsBad: access >= ShareAccess.List);
}
