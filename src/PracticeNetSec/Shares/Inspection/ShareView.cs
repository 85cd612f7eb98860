// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>One share as one way in met it.</summary>
/// <param name="Session">The way in.</param>
/// <param name="Seen">The server's words; null where it was not looked at.</param>
/// <param name="Verdict">What they come to.</param>
internal sealed record ShareView(ShareSessionKind Session, ShareObservation? Seen, AccessVerdict Verdict);
