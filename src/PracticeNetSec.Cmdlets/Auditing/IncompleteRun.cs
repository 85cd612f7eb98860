// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets.Auditing;

/// <summary>The errors of a run that has not reached its end: without them, what was output would look like the whole fleet.</summary>
internal static class IncompleteRun
{
    /// <summary>An interrupted run was not resumed.</summary>
    public const string OtherOptions = "The interrupted run measured something else (ports, shares, services or vantage): it is not resumed, and a new run begins.";

    private const string Id = "RunIncomplete";

    /// <summary>The run ended before some practices were checked.</summary>
    public static InputException Ended(int done, int total) => new(Id, $"{done} of {total} practices were checked, then the run ended: continue it with -Resume.");

    /// <summary>The run began with more practices than it was resumed with.</summary>
    public static InputException Resumed(long missing) =>
        new(Id, $"{missing} practices that the resumed run began with have no result, and are not among those given now: the run stays interrupted. Give all of them with -Resume, or begin a new run without it.");
}
