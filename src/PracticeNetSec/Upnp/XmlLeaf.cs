// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Upnp;

/// <summary>An element that holds text and no other element; all that UPnP's documents say stands in such elements.</summary>
/// <param name="Name">Local name: makers disagree about prefixes and name spaces.</param>
/// <param name="Value">Its text, bounded and without control characters.</param>
/// <param name="Parent">Number of the element around it, so that what belongs together can be told.</param>
/// <param name="ParentName">Local name of the element around it; empty at the root.</param>
internal sealed record XmlLeaf(string Name, string Value, int Parent, string ParentName);
