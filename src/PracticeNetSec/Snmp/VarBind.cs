// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Snmp;

/// <summary>An object and its value.</summary>
internal readonly record struct VarBind(ObjectIdentifier Name, SnmpValue Value);
