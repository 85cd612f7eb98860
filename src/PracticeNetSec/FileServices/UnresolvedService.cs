// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.FileServices;

/// <summary>Services that were queried and did not show whether they let in an unauthenticated user, each with what would decide it.</summary>
internal static class UnresolvedService
{
    private static readonly HashSet<string> Details = new() { EvidenceCode.RsyncModuleUndetermined, EvidenceCode.RsyncModulesNotNamed };

    /// <summary>The reasons of one server's services, without those that another query of the same service decided.</summary>
    public static IEnumerable<Evidence> Reasons(IReadOnlyList<FileServiceResult> services) => services
        .Where(service => service.Unresolved is not null && !services.Any(other => Decides(other, service)))
        .Select(service => EvidenceOf.ServiceUndetermined(service.Service, service.Port, service.Unresolved!));

    /// <summary>Why it is unresolved; null where there is a decision: a port that is closed or silent from here, another protocol, or an answer.</summary>
    /// <param name="result">What the queries showed.</param>
    /// <param name="ended">Why they ended early; null where they did not.</param>
    public static Evidence? Of(FileServiceResult result, Evidence? ended)
    {
        bool isOpen = result.State is PortState.Open or PortState.OpenReset;
        if (result.OpenToStrangers is not null || result.Failed || result.State is PortState.Closed or PortState.Filtered)
        {
            return null;
        }

        if (ended is not null)
        {
            bool isOther = result.Answers == false && ended.Code is EvidenceCode.ServiceOtherProtocol or EvidenceCode.ServiceCallNotAccepted or EvidenceCode.ServiceCallDenied;
            return isOpen && isOther ? null : EvidenceOf.ServiceTestAgain(ended);
        }

        return result.Answers == false ? null : result.Service switch
        {
            FileService.Ftp when result.Details.Length > 0 => EvidenceOf.FtpLogonNotTried(),
            FileService.FtpAnonymous or FileService.Dicom or FileService.DicomEcho when result.Details.Length > 0 => EvidenceOf.ServiceTestAgain(result.Details[result.Details.Length - 1]),
            FileService.WebDav when result.Answers == true => EvidenceOf.WebdavAccessUnknown(),
            FileService.Nfs => EvidenceOf.NfsExportsUnknown(),

            // A module that is not listed may be open, like a hidden share: that alone does not keep the question open.
            FileService.Rsync => result.Details.FirstOrDefault(detail => Details.Contains(detail.Code)) is Evidence missing ? EvidenceOf.ServiceTestAgain(missing) : null,
            _ => EvidenceOf.ServiceTestAgain(EvidenceOf.ServiceNoDecision()),
        };
    }

    /// <summary>An anonymous logon decides for FTP on its port, and a list of exports for NFS on every port.</summary>
    private static bool Decides(FileServiceResult other, FileServiceResult service) => other.Answers == true && other.OpenToStrangers is not null && (service.Service switch
    {
        FileService.Ftp => other.Service == FileService.FtpAnonymous && other.Port == service.Port,
        FileService.Nfs => other.Service == FileService.Nfs,
        _ => false,
    });
}
