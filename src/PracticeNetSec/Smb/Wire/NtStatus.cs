// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Globalization;

namespace PracticeNetSec.Smb.Wire;

/// <summary>A status code of the server ([MS-ERREF] 2.3), printed by its name.</summary>
internal readonly record struct NtStatus(uint Value)
{
    public static readonly NtStatus Success = new(0x00000000);
    public static readonly NtStatus Pending = new(0x00000103);
    public static readonly NtStatus BufferOverflow = new(0x80000005);
    public static readonly NtStatus NoMoreFiles = new(0x80000006);
    public static readonly NtStatus MoreProcessingRequired = new(0xC0000016);
    public static readonly NtStatus NoSuchFile = new(0xC000000F);
    public static readonly NtStatus AccessDenied = new(0xC0000022);
    public static readonly NtStatus SharingViolation = new(0xC0000043);
    public static readonly NtStatus LogonFailure = new(0xC000006D);
    public static readonly NtStatus InsufficientResources = new(0xC000009A);
    public static readonly NtStatus RequestNotAccepted = new(0xC00000D0);
    public static readonly NtStatus BadNetworkName = new(0xC00000CC);
    public static readonly NtStatus NetworkAccessDenied = new(0xC00000CA);
    public static readonly NtStatus UserSessionDeleted = new(0xC0000203);
    public static readonly NtStatus InvalidParameter = new(0xC000000D);
    public static readonly NtStatus NetworkSessionExpired = new(0xC000035C);

    private static readonly Dictionary<uint, string> Names = new()
    {
        [0x00000000] = "STATUS_SUCCESS",
        [0x00000103] = "STATUS_PENDING",
        [0x80000005] = "STATUS_BUFFER_OVERFLOW",
        [0x80000006] = "STATUS_NO_MORE_FILES",
        [0x8000002D] = "STATUS_STOPPED_ON_SYMLINK",
        [0xC0000001] = "STATUS_UNSUCCESSFUL",
        [0xC0000002] = "STATUS_NOT_IMPLEMENTED",
        [0xC0000008] = "STATUS_INVALID_HANDLE",
        [0xC000000D] = "STATUS_INVALID_PARAMETER",
        [0xC000000F] = "STATUS_NO_SUCH_FILE",
        [0xC0000010] = "STATUS_INVALID_DEVICE_REQUEST",
        [0xC0000016] = "STATUS_MORE_PROCESSING_REQUIRED",
        [0xC0000022] = "STATUS_ACCESS_DENIED",
        [0xC0000033] = "STATUS_OBJECT_NAME_INVALID",
        [0xC0000034] = "STATUS_OBJECT_NAME_NOT_FOUND",
        [0xC000003A] = "STATUS_OBJECT_PATH_NOT_FOUND",
        [0xC0000043] = "STATUS_SHARING_VIOLATION",
        [0xC000005E] = "STATUS_NO_LOGON_SERVERS",
        [0xC0000064] = "STATUS_NO_SUCH_USER",
        [0xC000006A] = "STATUS_WRONG_PASSWORD",
        [0xC000006D] = "STATUS_LOGON_FAILURE",
        [0xC000006E] = "STATUS_ACCOUNT_RESTRICTION",
        [0xC000006F] = "STATUS_INVALID_LOGON_HOURS",
        [0xC0000070] = "STATUS_INVALID_WORKSTATION",
        [0xC0000071] = "STATUS_PASSWORD_EXPIRED",
        [0xC0000072] = "STATUS_ACCOUNT_DISABLED",
        [0xC000009A] = "STATUS_INSUFFICIENT_RESOURCES",
        [0xC00000A2] = "STATUS_MEDIA_WRITE_PROTECTED",
        [0xC00000AB] = "STATUS_INSTANCE_NOT_AVAILABLE",
        [0xC00000AC] = "STATUS_PIPE_NOT_AVAILABLE",
        [0xC00000AE] = "STATUS_PIPE_BUSY",
        [0xC00000B0] = "STATUS_PIPE_DISCONNECTED",
        [0xC00000B5] = "STATUS_IO_TIMEOUT",
        [0xC00000BA] = "STATUS_FILE_IS_A_DIRECTORY",
        [0xC00000BB] = "STATUS_NOT_SUPPORTED",
        [0xC00000C9] = "STATUS_NETWORK_NAME_DELETED",
        [0xC00000CA] = "STATUS_NETWORK_ACCESS_DENIED",
        [0xC00000CB] = "STATUS_BAD_DEVICE_TYPE",
        [0xC00000CC] = "STATUS_BAD_NETWORK_NAME",
        [0xC00000CE] = "STATUS_TOO_MANY_SESSIONS",
        [0xC00000D0] = "STATUS_REQUEST_NOT_ACCEPTED",
        [0xC0000103] = "STATUS_NOT_A_DIRECTORY",
        [0xC0000128] = "STATUS_FILE_CLOSED",
        [0xC000015B] = "STATUS_LOGON_TYPE_NOT_GRANTED",
        [0xC0000184] = "STATUS_INVALID_DEVICE_STATE",
        [0xC000018D] = "STATUS_TRUSTED_RELATIONSHIP_FAILURE",
        [0xC0000192] = "STATUS_NETLOGON_NOT_STARTED",
        [0xC0000193] = "STATUS_ACCOUNT_EXPIRED",
        [0xC0000203] = "STATUS_USER_SESSION_DELETED",
        [0xC0000205] = "STATUS_INSUFF_SERVER_RESOURCES",
        [0xC0000224] = "STATUS_PASSWORD_MUST_CHANGE",
        [0xC0000234] = "STATUS_ACCOUNT_LOCKED_OUT",
        [0xC0000257] = "STATUS_PATH_NOT_COVERED",
        [0xC000035C] = "STATUS_NETWORK_SESSION_EXPIRED",
        [0xC0000413] = "STATUS_AUTHENTICATION_FIREWALL_FAILED",
        [0xC0000418] = "STATUS_NTLM_BLOCKED",
    };

    /// <summary>True for severity "error" (the two top bits, [MS-ERREF] 2.3).</summary>
    public bool IsError => Value >> 30 == 3;

    /// <summary>True where access was denied permanently, not because of a temporary condition.</summary>
    public bool IsAccessRefusal => this == AccessDenied || this == NetworkAccessDenied;

    /// <summary>True where a logon was refused because of the identity: the name, the password, or what that account may do.</summary>
    public bool IsAboutTheAccount => Value is 0xC0000064 or 0xC000006A or 0xC000006D or 0xC000006E or 0xC000006F or 0xC0000070
        or 0xC0000071 or 0xC0000072 or 0xC000015B or 0xC0000193 or 0xC0000224 or 0xC0000234;

    /// <summary>
    /// True where a logon was refused permanently: for its identity, or because the server takes no NTLM. A server that lacks resources, its domain
    /// or time did not refuse, nor did one whose account is locked out or outside its hours: it lets it in again. An unlisted status is undetermined.
    /// </summary>
    public bool IsLogonRefusal => (IsAboutTheAccount && Value is not (0xC0000234 or 0xC000006F)) || IsAccessRefusal || Value is 0xC00000BB or 0xC0000413 or 0xC0000418;

    /// <summary>True where no object has that name, or the name is invalid.</summary>
    public bool IsAbsence => this == BadNetworkName || Value is 0xC0000033 or 0xC0000034 or 0xC000003A;

    /// <summary>True where the object is on another server, or the client has to resolve its path.</summary>
    public bool IsElsewhere => Value is 0xC0000257 or 0x8000002D;

    /// <summary>True where a listed share leads nowhere: the folder behind it is gone.</summary>
    public bool IsMissingFolder => this == BadNetworkName || Value is 0xC0000034 or 0xC000003A;

    /// <summary>
    /// True where the server has no room at the moment: pipes, connections to a share, sessions or memory. The same request may succeed once
    /// what this client holds is released.
    /// </summary>
    public bool IsShortage => this == InsufficientResources || this == RequestNotAccepted || Value is 0xC00000AB or 0xC00000AC or 0xC00000AE or 0xC00000CE or 0xC0000205;

    /// <summary>True where the server does not know the file that the request before in a compound has opened: it takes no compounds.</summary>
    public bool IsUnknownFile => this == InvalidParameter || Value is 0xC0000008 or 0xC0000128;

    /// <summary>True where the session no longer exists.</summary>
    public bool IsEndOfSession => this == UserSessionDeleted || this == NetworkSessionExpired;

    /// <inheritdoc/>
    public override string ToString() => Names.TryGetValue(Value, out string? name)
        ? name
        : "NTSTATUS 0x" + Value.ToString("X8", CultureInfo.InvariantCulture);
}
