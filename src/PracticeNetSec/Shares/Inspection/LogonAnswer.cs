// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Ntlm;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>What a server answered to a logon.</summary>
/// <param name="Status">The final status.</param>
/// <param name="Challenge">What the server reported about itself; null where it did not get that far.</param>
/// <param name="Flags">What it made of the user; null where there is no session.</param>
/// <param name="LacksKey">A refusal in the session shows nothing about rights.</param>
internal readonly record struct LogonAnswer(NtStatus Status, NtlmChallenge? Challenge, SessionFlags? Flags, bool LacksKey);
