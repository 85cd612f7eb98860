// SPDX-License-Identifier: MIT
using System;
using System.IO;

namespace PracticeNetSec.Tests.Upnp;

/// <summary>What real devices answered: see Samples/upnp/README.md.</summary>
internal static class UpnpSample
{
    public static readonly Uri Location = new("http://192.168.3.1:5000/rootDesc.xml");

    public static string Text(string name) => File.ReadAllText(PathOf(name));

    public static byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name));

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Samples", "upnp", name);
}
