// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Ntlm;

/// <summary>The server's CHALLENGE message ([MS-NLMP] 2.2.1.2), which also identifies it.</summary>
internal sealed record NtlmChallenge
{
    private const int MaxPairs = 64;

    /// <summary>Maximum bytes of pairs accepted: they are returned in a message whose own length has two bytes ([MS-SMB2] 2.2.5).</summary>
    private const int MaxInfoLength = 16384;

    private NtlmChallenge(byte[] message, NtlmFlags flags, byte[] serverChallenge, byte[] targetInfo)
    {
        Message = message;
        Flags = flags;
        ServerChallenge = serverChallenge;
        TargetInfo = targetInfo;
    }

    /// <summary>The whole message as received: the integrity code of the response covers it.</summary>
    public byte[] Message { get; }

    /// <summary>What the server agrees to.</summary>
    public NtlmFlags Flags { get; }

    /// <summary>Eight bytes.</summary>
    public byte[] ServerChallenge { get; }

    /// <summary>The AV pairs as received; they are returned in the response.</summary>
    public byte[] TargetInfo { get; }

    /// <summary>MsvAvNbComputerName.</summary>
    public string? ComputerName { get; private init; }

    /// <summary>MsvAvNbDomainName.</summary>
    public string? DomainName { get; private init; }

    /// <summary>MsvAvTimestamp, in units of 100 ns since 1601.</summary>
    public long? Timestamp { get; private init; }

    /// <summary>Major, minor and build of the VERSION structure, for instance <c>10.0.20348</c>.</summary>
    public string? OsBuild { get; private init; }

    /// <exception cref="SmbFormatException">Not a CHALLENGE message.</exception>
    public static NtlmChallenge Decode(ReadOnlySpan<byte> message)
    {
        WireReader reader = new(message);
        if (!reader.ReadBytes(8).SequenceEqual(NtlmMessage.Signature) || reader.ReadUInt32() != NtlmMessage.ChallengeType)
        {
            throw new SmbFormatException(EvidenceOf.MalformedStructure("NTLM CHALLENGE_MESSAGE"));
        }

        reader.Skip(8); // TargetNameFields: the pairs contain more.
        NtlmFlags flags = (NtlmFlags)reader.ReadUInt32();
        byte[] serverChallenge = reader.ReadBytes(8).ToArray();
        reader.Skip(8);
        ushort infoLength = reader.ReadUInt16();
        reader.Skip(2);
        uint infoOffset = reader.ReadUInt32();
        if (infoLength > MaxInfoLength)
        {
            throw new SmbFormatException(EvidenceOf.MalformedField("NTLM TargetInfoLen", infoLength));
        }

        byte[] targetInfo = reader.Locate(infoOffset, infoLength).ToArray();
        string? build = (flags & NtlmFlags.Version) != 0 && reader.Remaining >= 8
            ? string.Format(CultureInfo.InvariantCulture, "{0}.{1}.{2}", reader.ReadByte(), reader.ReadByte(), reader.ReadUInt16())
            : null;
        return ReadPairs(new NtlmChallenge(message.ToArray(), flags, serverChallenge, targetInfo) { OsBuild = build });
    }

    /// <summary>AV_PAIR list ([MS-NLMP] 2.2.2.1).</summary>
    private static NtlmChallenge ReadPairs(NtlmChallenge challenge)
    {
        NtlmChallenge named = challenge;
        WireReader reader = new(challenge.TargetInfo);
        for (int i = 0; i < MaxPairs && reader.Remaining > 0; i++)
        {
            ushort id = reader.ReadUInt16();
            ReadOnlySpan<byte> value = reader.ReadBytes(reader.ReadUInt16());
            switch (id)
            {
                case 0: // MsvAvEOL
                    return named;
                case 1: // MsvAvNbComputerName
                    named = named with { ComputerName = WireReader.Utf16(value) };
                    break;
                case 2: // MsvAvNbDomainName
                    named = named with { DomainName = WireReader.Utf16(value) };
                    break;
                case 7: // MsvAvTimestamp
                    named = named with { Timestamp = (long)new WireReader(value).ReadUInt64() };
                    break;
                default: // Names in DNS form and flags, which nothing here needs.
                    break;
            }
        }

        return named;
    }
}
