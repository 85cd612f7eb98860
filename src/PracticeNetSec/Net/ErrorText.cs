// SPDX-License-Identifier: MIT
using System;
using System.ComponentModel;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Reflection;
using System.Security.Authentication;
using System.Security.Cryptography;
using PracticeNetSec.Files;

namespace PracticeNetSec.Net;

/// <summary>
/// Our own text for an exception. The message of an exception of .NET or of the operating system comes in the language
/// of the system, changes with its version and may contain paths: none of it belongs into a result or a document.
/// </summary>
public static class ErrorText
{
    // HRESULT_FROM_WIN32 ([MS-ERREF] 2.1.2): facility 7. On Unix, .NET puts the errno there as it is.
    private const int Win32Facility = unchecked((int)0x80070000);
    private const int HandleDiskFull = 39;
    private const int DiskFull = 112;
    private const int UnixDiskFull = 28; // ENOSPC

    /// <summary>Why something failed, as part of a sentence. The same failure has the same text on every system.</summary>
    /// <param name="failure">An exception of this module, of .NET or of another library.</param>
    public static string Of(Exception failure) => failure switch
    {
        _ when failure.GetType().Assembly == typeof(ErrorText).Assembly => failure.Message,
        TargetInvocationException { InnerException: Exception inner } => Of(inner),
        TypeInitializationException { InnerException: Exception inner } => Of(inner),
        AggregateException { InnerException: Exception inner } => Of(inner),
        HttpRequestException { InnerException: Exception inner } => Of(inner),
        IOException { InnerException: Exception inner } => Of(inner),
        HttpRequestException => "the HTTP request failed",
        AuthenticationException => "the TLS handshake failed",
        SocketException socket => Of(socket.SocketErrorCode),
        Win32Exception system => string.Format(CultureInfo.InvariantCulture, "the operating system reported error {0}", system.NativeErrorCode),
        CryptographicException => "a cryptographic operation failed on this machine",
        OperationCanceledException or TimeoutException => "the time was over",
        ObjectDisposedException => "the connection was closed on this machine",
        NotSupportedException => "this machine does not support the operation",
        OutOfMemoryException => "this machine has no free memory",
        UnauthorizedAccessException => "access is denied",
        FileNotFoundException or DirectoryNotFoundException or DriveNotFoundException => "it does not exist",
        PathTooLongException => "its path is too long",
        EndOfStreamException => "the data ended too early",
        IOException io when InputFile.IsInUse(io) => "another program has the file open",
        IOException io when IsDiskFull(io) => "the disk is full",
        IOException => "reading or writing failed",
        _ => $"an unexpected error ({failure.GetType().Name})",
    };

    /// <summary>What a socket reported, as part of a sentence.</summary>
    /// <param name="error">The error; its numbers are those of Windows Sockets on every system.</param>
    public static string Of(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "the connection was refused",
        SocketError.ConnectionReset or SocketError.NetworkReset => "the peer reset the connection",
        SocketError.ConnectionAborted => "the connection was aborted",
        SocketError.NotConnected or SocketError.Shutdown or SocketError.Disconnecting => "the connection was closed",
        SocketError.TimedOut => "the peer did not answer in time",
        SocketError.HostUnreachable or SocketError.HostDown => "there is no route to the host",
        SocketError.NetworkUnreachable or SocketError.NetworkDown => "there is no route to the network",
        SocketError.AccessDenied => "this machine denies the connection",
        SocketError.AddressNotAvailable => "this machine has no address or port left for the connection",
        SocketError.AddressFamilyNotSupported or SocketError.ProtocolFamilyNotSupported => "this machine does not support the address family",
        SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable or SocketError.AddressAlreadyInUse or SocketError.ProcessLimit => "this machine has no free socket",
        SocketError.HostNotFound => "the name does not exist",
        SocketError.NoData => "the name has no address",
        SocketError.TryAgain => "the name server did not answer",
        SocketError.NoRecovery => "the name server reported an error",
        SocketError.MessageSize => "the datagram is too large",
        SocketError.OperationAborted or SocketError.Interrupted or SocketError.NotSocket => "the connection was closed on this machine",
        _ => string.Format(CultureInfo.InvariantCulture, "socket error {0}", (int)error),
    };

    private static bool IsDiskFull(IOException failure) =>
        failure.HResult is (Win32Facility | HandleDiskFull) or (Win32Facility | DiskFull) or UnixDiskFull;
}
