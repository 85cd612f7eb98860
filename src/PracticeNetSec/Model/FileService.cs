// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Model;

/// <summary>File services other than SMB that can be probed, each without logging in. The numbers are stable.</summary>
public enum FileService
{
    /// <summary>FTP (RFC 959): the greeting, and whether it offers TLS. No login is attempted.</summary>
    Ftp = 0,

    /// <summary>FTP, and in addition <c>USER anonymous</c>; no password is sent and no command follows.</summary>
    FtpAnonymous = 1,

    /// <summary>WebDAV (RFC 4918): OPTIONS.</summary>
    WebDav = 2,

    /// <summary>NFS: the port mapper (RFC 1833) and the list of exports (RFC 1813 appendix I).</summary>
    Nfs = 3,

    /// <summary>The rsync daemon: its list of modules.</summary>
    Rsync = 4,

    /// <summary>AFP over TCP: DSIGetStatus.</summary>
    Afp = 5,

    /// <summary>DICOM (PS3.8): whether an unknown caller gets an association, which is released at once.</summary>
    Dicom = 6,

    /// <summary>DICOM, and in addition one C-ECHO (PS3.7 §9.3.5).</summary>
    DicomEcho = 7,
}
