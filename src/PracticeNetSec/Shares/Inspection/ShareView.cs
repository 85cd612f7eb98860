// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>One share as one session observed it.</summary>
/// <param name="Session">The session.</param>
/// <param name="Seen">The server's responses; null where it was not inspected.</param>
/// <param name="Verdict">What they amount to.</param>
internal sealed record ShareView(ShareSessionKind Session, ShareObservation? Seen, AccessVerdict Verdict);
