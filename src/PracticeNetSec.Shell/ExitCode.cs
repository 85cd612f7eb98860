namespace PracticeNetSec.Shell;

/// <summary>Exit codes, the same as pwsh's.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>An uncaught error, or the last command of <c>-Command</c> failed.</summary>
    public const int Failure = 1;

    /// <summary>The command line cannot be used (EX_USAGE of sysexits.h).</summary>
    public const int Usage = 64;

    /// <summary>Ended by Ctrl+C: 128 + SIGINT, as shells count.</summary>
    public const int Interrupted = 130;
}
