// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Packaging.Package;

/// <summary>Something that keeps the package from being made, with what to do about it.</summary>
internal sealed class PackagingException(string message) : Exception(message);
