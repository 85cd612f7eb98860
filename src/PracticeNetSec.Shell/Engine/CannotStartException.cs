// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Shell.Engine;

/// <summary>The shell cannot do its work; the message names the cause and the remedy.</summary>
internal sealed class CannotStartException(string message, Exception? inner = null) : Exception(message, inner);
