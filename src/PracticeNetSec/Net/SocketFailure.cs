// SPDX-License-Identifier: MIT
using System;
using System.Net.Sockets;

namespace PracticeNetSec.Net;

/// <summary>What a socket's error shows about the peer, whichever system reports it.</summary>
internal enum SocketFailure
{
    /// <summary>An error unrelated to the peer: an error of this machine.</summary>
    Local = 0,

    /// <summary>No answer.</summary>
    TimedOut = 1,

    /// <summary>RST in answer to the SYN (RFC 9293 §3.10.7.3), or ICMP port unreachable.</summary>
    Refused = 2,

    /// <summary>RST after the connection was accepted.</summary>
    Reset = 3,

    /// <summary>ICMP type 3, or this machine has no route.</summary>
    Unreachable = 4,

    /// <summary>This machine has no socket, port or buffer left.</summary>
    Exhausted = 5,

    /// <summary>We closed the socket ourselves.</summary>
    Ended = 6,
}

/// <summary>Maps the errors of Windows Sockets and of POSIX, which .NET maps to one enumeration, into the same classes.</summary>
internal static class SocketFailures
{
    /// <summary>The class of an error.</summary>
    public static SocketFailure Of(SocketError error) => error switch
    {
        SocketError.TimedOut => SocketFailure.TimedOut,
        SocketError.ConnectionRefused => SocketFailure.Refused,

        // A peer that resets at once: Linux ends the connect with ECONNRESET, or with success and then ENOTCONN. On Windows
        // ConnectEx succeeds and SO_UPDATE_CONNECT_CONTEXT fails with WSAENOTCONN, or the next call with WSAECONNABORTED.
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.NetworkReset
            or SocketError.NotConnected or SocketError.Shutdown or SocketError.Disconnecting => SocketFailure.Reset,
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown
            or SocketError.ProtocolOption => SocketFailure.Unreachable,

        // No ephemeral port is left: WSAEADDRINUSE from connect on Windows, EADDRNOTAVAIL on Linux (connect(2)).
        SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable or SocketError.AddressAlreadyInUse or SocketError.AddressNotAvailable
            or SocketError.ProcessLimit => SocketFailure.Exhausted,
        SocketError.OperationAborted or SocketError.Interrupted or SocketError.NotSocket => SocketFailure.Ended,

        // AccessDenied among them: the packet filter of this machine (EPERM, EACCES, WSAEACCES) refused, not the peer. And
        // a machine without the address family measures nothing.
        _ => SocketFailure.Local,
    };

    /// <summary>True when this machine, not the peer, is the cause of an exception that a socket raised: it is unrelated to the peer.</summary>
    /// <param name="failure">What a library threw, with the socket's exception anywhere inside.</param>
    public static bool IsLocal(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException socket)
            {
                return Of(socket.SocketErrorCode) is SocketFailure.Local or SocketFailure.Exhausted;
            }
        }

        return false;
    }
}
