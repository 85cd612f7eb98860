// SPDX-License-Identifier: MIT
using System;
using System.ComponentModel;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;

namespace PracticeNetSec.Net;

/// <summary>
/// Decides whether the peer of a TCP, TLS or HTTP connection caused an exception by what it sent or did not send. Anything
/// else, and anything undetermined, is an error of this machine: its TLS library, its policy, its files.
/// </summary>
internal static class PeerFailures
{
    // An alert that the peer sent. OpenSSL: library SSL (20), reason SSL_AD_REASON_OFFSET (1000) + AlertDescription
    // (RFC 8446 §6, one byte). OpenSSL 3 packs the library from bit 23 on, OpenSSL 1.1 from bit 24 with 12 bits of reason.
    private const int SslLibrary = 20;
    private const int FirstAlert = 1000;
    private const int LastAlert = FirstAlert + byte.MaxValue;

    // SChannel: SEC_E_INVALID_TOKEN, SEC_E_MESSAGE_ALTERED, SEC_E_INCOMPLETE_MESSAGE, SEC_E_ILLEGAL_MESSAGE. Each concerns bytes
    // that were received. SEC_E_ALGORITHM_MISMATCH does not: this machine's policy may leave no protocol.
    private static readonly int[] ReceivedBytes = { unchecked((int)0x80090308), unchecked((int)0x8009030F), unchecked((int)0x80090318), unchecked((int)0x80090326) };

    // .NET Framework wraps the peer's error in one of these.
    private static readonly WebExceptionStatus[] WebAnswers =
    {
        WebExceptionStatus.ConnectFailure, WebExceptionStatus.ReceiveFailure, WebExceptionStatus.SendFailure, WebExceptionStatus.ConnectionClosed,
        WebExceptionStatus.KeepAliveFailure, WebExceptionStatus.PipelineFailure, WebExceptionStatus.ServerProtocolViolation,
        WebExceptionStatus.MessageLengthLimitExceeded, WebExceptionStatus.ProtocolError, WebExceptionStatus.Timeout, WebExceptionStatus.RequestCanceled,
    };

    /// <summary>True when the peer is the cause.</summary>
    /// <param name="failure">What a library threw.</param>
    /// <param name="isTimeOver">True when we ended the connection ourselves because of a timeout.</param>
    public static bool IsThePeers(Exception failure, bool isTimeOver)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (Decide(cause, isTimeOver) is bool decided)
            {
                return decided;
            }
        }

        return true;
    }

    /// <summary>Null where only the inner exception decides; without one it is the peer's.</summary>
    private static bool? Decide(Exception cause, bool isTimeOver) => cause switch
    {
        SocketException socket => SocketFailures.Of(socket.SocketErrorCode) is not (SocketFailure.Local or SocketFailure.Exhausted),
        Win32Exception system => ReceivedBytes.Contains(system.NativeErrorCode),
        CryptographicException openSsl => IsAlert(openSsl.HResult),
        WebException web => WebAnswers.Contains(web.Status) ? null : web.InnerException is null ? false : null,
        ObjectDisposedException => null,

        // .NET Framework: a socket that is closed inside ConnectAsync or a handshake.
        InvalidOperationException or NullReferenceException => isTimeOver ? null : false,

        // A cancellation requested by neither the timeout nor the caller comes from inside a library.
        OperationCanceledException => isTimeOver ? null : false,

        // The file of an assembly or of a configuration, not a stream.
        FileNotFoundException or FileLoadException or DirectoryNotFoundException or DriveNotFoundException or PathTooLongException => false,
        HttpRequestException or IOException or AuthenticationException or AggregateException or FormatException or TimeoutException => null,

        // OpenSSL's error is in the inner exception; the type is internal to .NET.
        { InnerException: CryptographicException } => null,
        _ => false,
    };

    private static bool IsAlert(int code) =>
        ((code >> 23) == SslLibrary && (code & 0x7FFFFF) is >= FirstAlert and <= LastAlert)
        || ((code >> 24) == SslLibrary && (code & 0xFFF) is >= FirstAlert and <= LastAlert);
}
