// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Smb.Ntlm;

/// <summary>An account's last message and the resulting key.</summary>
/// <param name="Message">AUTHENTICATE.</param>
/// <param name="SessionKey">ExportedSessionKey ([MS-NLMP] 3.1.5.1.2), sixteen bytes.</param>
/// <param name="ExchangesKey">The session key was chosen by the client and sent encrypted.</param>
internal sealed record NtlmAuthenticateResult(byte[] Message, byte[] SessionKey, bool ExchangesKey);
