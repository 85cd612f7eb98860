// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Configuration;

namespace PracticeNetSec.Tests.Routers.Configuration;

/// <summary>Files in the shapes that the vendors write; GEHEIM stands where a secret may be.</summary>
internal static class ConfigurationSamples
{
    public const string Secret = "GEHEIM";

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Samples", "configurations");

    public static string PathOf(string name) => Path.Combine(Folder, name);

    public static ConfigurationReading Load(string name) => ConfigurationFile.Load(PathOf(name), default);

    public static ConfigurationReading Read(string text) => ConfigurationFile.Read(new StringReader(text), "router.txt", default);

    /// <summary>Each forward with who may use it, and whether it is off.</summary>
    public static string[] Show(System.Collections.Generic.IEnumerable<PortForward> forwards) => forwards
        .Select(forward => $"{forward}{(forward.RemoteAddress is null ? "" : " from " + forward.RemoteAddress)}{(forward.Enabled ? "" : " off")}").ToArray();
}
