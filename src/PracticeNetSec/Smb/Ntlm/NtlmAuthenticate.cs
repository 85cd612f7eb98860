using System;
using System.Text;

namespace PracticeNetSec.Smb.Ntlm;

/// <summary>Who asks to be let in.</summary>
/// <param name="User">Name; empty for nobody.</param>
/// <param name="Password">Its password; nobody has none.</param>
internal sealed record NtlmIdentity(string User, string Password)
{
    /// <summary>Nobody: asks for a null session ([MS-NLMP] 3.2.5.1.2).</summary>
    public static readonly NtlmIdentity Anonymous = new("", "");

    /// <summary>The account Windows calls <c>Guest</c>, without a password.</summary>
    public static readonly NtlmIdentity Guest = new("Guest", "");

    public bool IsAnonymous => User.Length == 0;
}

/// <summary>The client's AUTHENTICATE message ([MS-NLMP] 2.2.1.3).</summary>
internal static class NtlmAuthenticate
{
    private const int HeaderLength = 72;

    /// <param name="identity">Who.</param>
    /// <param name="challenge">What the server asked.</param>
    /// <param name="clientChallenge">Eight random bytes.</param>
    /// <param name="now">Our time, for a server that sent none.</param>
    public static byte[] Encode(NtlmIdentity identity, NtlmChallenge challenge, byte[] clientChallenge, DateTimeOffset now)
    {
        (byte[] lm, byte[] nt) = identity.IsAnonymous
            ? (new byte[1], Array.Empty<byte>()) // [MS-NLMP] 3.2.5.1.2: Z(1) and nothing.
            : Responses(identity, challenge, clientChallenge, now);
        NtlmFlags flags = NtlmMessage.OurFlags | NtlmFlags.TargetInfo | (identity.IsAnonymous ? NtlmFlags.Anonymous : NtlmFlags.None);

        WireWriter writer = new();
        writer.Bytes(NtlmMessage.Signature);
        writer.UInt32(NtlmMessage.AuthenticateType);
        byte[] user = Encoding.Unicode.GetBytes(identity.User);
        int payload = HeaderLength;
        foreach (byte[] field in new[] { lm, nt, Array.Empty<byte>(), user, Array.Empty<byte>(), Array.Empty<byte>() })
        {
            // LmChallengeResponse, NtChallengeResponse, DomainName, UserName, Workstation, EncryptedRandomSessionKey
            writer.UInt16(checked((ushort)field.Length));
            writer.UInt16((ushort)field.Length);
            writer.UInt32((uint)payload);
            payload += field.Length;
        }

        writer.UInt32((uint)flags);
        writer.Bytes(NtlmMessage.Version);
        writer.Bytes(lm);
        writer.Bytes(nt);
        writer.Bytes(user);
        return writer.ToArray();
    }

    private static (byte[] Lm, byte[] Nt) Responses(NtlmIdentity identity, NtlmChallenge challenge, byte[] clientChallenge, DateTimeOffset now)
    {
        byte[] key = NtlmResponse.Key(identity.User, "", identity.Password);
        byte[] nt = NtlmResponse.NtV2(
            key, challenge.ServerChallenge, clientChallenge, challenge.Timestamp ?? now.ToFileTime(), challenge.TargetInfo);

        // [MS-NLMP] 3.1.5.1.2: where the server sent its time, the LM response is Z(24).
        byte[] lm = challenge.Timestamp is null ? NtlmResponse.LmV2(key, challenge.ServerChallenge, clientChallenge) : new byte[24];
        return (lm, nt);
    }
}
