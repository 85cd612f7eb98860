// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using PracticeNetSec.Net;

namespace PracticeNetSec.Probing;

/// <summary>Which network this machine is in, by its addresses and gateways: a laptop elsewhere has another way to the Internet.</summary>
internal sealed class OwnNetwork
{
    private const int MaxAge = 10_000; // milliseconds; to read it takes some, and a fleet asks for each practice

    private readonly object _lock = new();
    private string? _current;
    private int _readAt;

    /// <summary>All IPv4 addresses, in one text that changes with the network.</summary>
    public string Current()
    {
        lock (_lock)
        {
            if (_current is null || unchecked(Environment.TickCount - _readAt) > MaxAge)
            {
                (_current, _readAt) = (Read(), Environment.TickCount);
            }

            return _current;
        }
    }

    /// <summary>True where this machine has an IPv6 address of the Internet (RFC 4291 §2.5.4): without one no other can be reached.</summary>
    public static bool HasGlobalVersion6()
    {
        try
        {
            return NetworkInterface.GetAllNetworkInterfaces()
                .Where(found => found.OperationalStatus == OperationalStatus.Up)
                .SelectMany(found => found.GetIPProperties().UnicastAddresses)
                .Any(own => own.Address.AddressFamily == AddressFamily.InterNetworkV6 && !HostAddress.IsPrivate(own.Address));
        }
        catch (Exception failure) when (failure is NetworkInformationException or SocketException or PlatformNotSupportedException)
        {
            // Not known: the attempt shows it.
            return true;
        }
    }

    private static string Read()
    {
        try
        {
            return string.Join(" ", NetworkInterface.GetAllNetworkInterfaces()
                .Where(found => found.OperationalStatus == OperationalStatus.Up && found.NetworkInterfaceType != NetworkInterfaceType.Loopback)
                .Select(found => found.GetIPProperties())
                .SelectMany(properties => properties.UnicastAddresses.Select(own => own.Address).Concat(properties.GatewayAddresses.Select(gateway => gateway.Address)))
                .Where(address => address.AddressFamily == AddressFamily.InterNetwork)
                .Select(address => address.ToString()).Distinct().OrderBy(text => text, StringComparer.Ordinal));
        }
        catch (Exception failure) when (failure is NetworkInformationException or SocketException or PlatformNotSupportedException)
        {
            // A machine that does not report its addresses is taken for the same one until it does.
            return "";
        }
    }
}
