using System;

namespace PracticeNetSec.Shell;

/// <summary>The module is not where it was built to, or does not load. The message names the remedy.</summary>
internal sealed class ModuleMissingException(string message) : Exception(message);
