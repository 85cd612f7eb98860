// SPDX-License-Identifier: MIT
using System;
using System.ComponentModel;
using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Reflection;
using System.Security.Authentication;
using System.Security.Cryptography;
using PracticeNetSec.Files;
using PracticeNetSec.Model;

namespace PracticeNetSec.Net;

/// <summary>
/// The cause of an exception as evidence. The message of an exception of .NET or of the operating system comes in the
/// language of the system, changes with its version and may contain paths: none of it belongs into a result or a document.
/// </summary>
public static class ErrorCause
{
    // HRESULT_FROM_WIN32 ([MS-ERREF] 2.1.2): facility 7. On Unix, .NET puts the errno there as it is.
    private const int Win32Facility = unchecked((int)0x80070000);
    private const int HandleDiskFull = 39;
    private const int DiskFull = 112;
    private const int UnixDiskFull = 28; // ENOSPC

    /// <summary>Why something failed. The same failure has the same code on every system; the text is part of a sentence.</summary>
    /// <param name="failure">An exception of this module, of .NET or of another library.</param>
    public static Evidence Of(Exception failure) => failure switch
    {
        IStatesCause own => own.Cause,
        _ when failure.GetType().Assembly == typeof(ErrorCause).Assembly => Evidence.Of(failure.Message),
        TargetInvocationException { InnerException: Exception inner } => Of(inner),
        TypeInitializationException { InnerException: Exception inner } => Of(inner),
        AggregateException { InnerException: Exception inner } => Of(inner),
        HttpRequestException { InnerException: Exception inner } => Of(inner),
        IOException { InnerException: Exception inner } => Of(inner),
        HttpRequestException => EvidenceOf.CauseHttpFailed(),
        AuthenticationException => EvidenceOf.CauseTlsFailed(),
        SocketException socket => Of(socket.SocketErrorCode),
        Win32Exception system => EvidenceOf.CauseSystemError(system.NativeErrorCode),
        CryptographicException => EvidenceOf.CauseCryptographyFailed(),
        OperationCanceledException or TimeoutException => EvidenceOf.CauseTimeOver(),
        ObjectDisposedException => EvidenceOf.CauseConnectionClosedHere(),
        NotSupportedException => EvidenceOf.CauseOperationUnsupported(),
        OutOfMemoryException => EvidenceOf.CauseNoMemory(),
        UnauthorizedAccessException => EvidenceOf.CauseAccessDenied(),
        FileNotFoundException or DirectoryNotFoundException or DriveNotFoundException => EvidenceOf.CauseNotFound(),
        PathTooLongException => EvidenceOf.CausePathTooLong(),
        EndOfStreamException => EvidenceOf.CauseDataEnded(),
        IOException io when InputFile.IsInUse(io) => EvidenceOf.CauseFileInUse(),
        IOException io when IsDiskFull(io) => EvidenceOf.CauseDiskFull(),
        IOException => EvidenceOf.CauseInputOutputFailed(),
        _ => EvidenceOf.CauseUnexpected(failure.GetType().Name),
    };

    /// <summary>What a socket reported; the text is part of a sentence.</summary>
    /// <param name="error">The error; its numbers are those of Windows Sockets on every system.</param>
    public static Evidence Of(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => EvidenceOf.CauseConnectionRefused(),
        SocketError.ConnectionReset or SocketError.NetworkReset => EvidenceOf.CauseConnectionReset(),
        SocketError.ConnectionAborted => EvidenceOf.CauseConnectionAborted(),
        SocketError.NotConnected or SocketError.Shutdown or SocketError.Disconnecting => EvidenceOf.CauseConnectionClosed(),
        SocketError.TimedOut => EvidenceOf.CausePeerSilent(),
        SocketError.HostUnreachable or SocketError.HostDown => EvidenceOf.CauseNoRouteToHost(),
        SocketError.NetworkUnreachable or SocketError.NetworkDown => EvidenceOf.CauseNoRouteToNetwork(),
        SocketError.AccessDenied => EvidenceOf.CauseConnectionDenied(),
        SocketError.AddressNotAvailable => EvidenceOf.CauseNoLocalAddress(),
        SocketError.AddressFamilyNotSupported or SocketError.ProtocolFamilyNotSupported => EvidenceOf.CauseAddressFamilyUnsupported(),
        SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable or SocketError.AddressAlreadyInUse or SocketError.ProcessLimit => EvidenceOf.CauseNoFreeSocket(),
        SocketError.HostNotFound => EvidenceOf.CauseNameUnknown(),
        SocketError.NoData => EvidenceOf.CauseNameWithoutAddress(),
        SocketError.TryAgain => EvidenceOf.CauseNameServerSilent(),
        SocketError.NoRecovery => EvidenceOf.CauseNameServerError(),
        SocketError.MessageSize => EvidenceOf.CauseDatagramTooLarge(),
        SocketError.OperationAborted or SocketError.Interrupted or SocketError.NotSocket => EvidenceOf.CauseConnectionClosedHere(),
        _ => EvidenceOf.CauseSocketError((int)error),
    };

    private static bool IsDiskFull(IOException failure) =>
        failure.HResult is (Win32Facility | HandleDiskFull) or (Win32Facility | DiskFull) or UnixDiskFull;
}
