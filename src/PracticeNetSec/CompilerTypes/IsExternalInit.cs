// SPDX-License-Identifier: MIT
namespace System.Runtime.CompilerServices;

/// <summary>Marks a setter that runs only while the object is being made: what the compiler looks for behind <c>init</c> and records (C# specification, records). netstandard2.0 has no such type.</summary>
internal static class IsExternalInit;
