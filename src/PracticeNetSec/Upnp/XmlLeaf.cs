// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Upnp;

/// <summary>An element that holds text and no other element; UPnP documents keep all their data in such elements.</summary>
/// <param name="Name">Local name: vendors differ in prefixes and name spaces.</param>
/// <param name="Value">Its text, bounded and without control characters.</param>
/// <param name="Parent">Number of the element around it, so that related elements can be grouped.</param>
/// <param name="ParentName">Local name of the element around it; empty at the root.</param>
internal sealed record XmlLeaf(string Name, string Value, int Parent, string ParentName);
