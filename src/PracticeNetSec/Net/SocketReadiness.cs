// SPDX-License-Identifier: MIT
using System;
using System.Net.Sockets;

namespace PracticeNetSec.Net;

/// <summary>Asks the system, without waiting, whether a socket has an event that has not been processed yet.</summary>
internal static class SocketReadiness
{
    /// <summary>
    /// True when a connection attempt has ended, successfully or not. POSIX makes a socket writable in both cases; on Windows a
    /// connected one is in the set for writing and a failed one in the set for errors alone (select, Windows Sockets 2).
    /// </summary>
    public static bool HasConnectEnded(Socket socket) => HasConnectEnded(mode => socket.Poll(0, mode));

    /// <summary>The same over any query function, so that what either system reports can be tested on the other.</summary>
    internal static bool HasConnectEnded(Func<SelectMode, bool> poll)
    {
        try
        {
            return poll(SelectMode.SelectWrite) || poll(SelectMode.SelectError);
        }
        catch (Exception over) when (over is ObjectDisposedException or SocketException)
        {
            // Closed concurrently: the code that closed it reports the outcome.
            return false;
        }
    }

    /// <summary>True when there is something to read, an end or an error among them.</summary>
    public static bool HasSomethingToRead(Socket socket)
    {
        try
        {
            return socket.Poll(0, SelectMode.SelectRead);
        }
        catch (Exception over) when (over is ObjectDisposedException or SocketException)
        {
            return false;
        }
    }
}
