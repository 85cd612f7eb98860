// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Smb.Ntlm;

/// <summary>An account's last message and what it made.</summary>
/// <param name="Message">AUTHENTICATE.</param>
/// <param name="SessionKey">ExportedSessionKey ([MS-NLMP] 3.1.5.1.2), sixteen bytes.</param>
/// <param name="ExchangesKey">The session key was our choice, and handed over encrypted.</param>
internal sealed record NtlmAuthenticateResult(byte[] Message, byte[] SessionKey, bool ExchangesKey);
