// SPDX-License-Identifier: MIT
using System.Linq;
using PracticeNetSec.FileServices;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Rules.Service;

/// <summary>An FTP server offers no encryption.</summary>
internal sealed class FtpClearText : ServiceRule
{
    public FtpClearText()
        : base("service.ftp-clear-text")
    {
    }

    protected override bool IsDecided(FileServiceResult found) => found.Answers == true && !found.Details.Any(detail => detail.Code == EvidenceCode.FtpTlsUndetermined);

    protected override bool Applies(ServerObservation seen, FileServiceResult service) => service.Service is FileService.Ftp or FileService.FtpAnonymous && service.Details.Any(detail => detail.Code == EvidenceCode.FtpNoTls);
}
