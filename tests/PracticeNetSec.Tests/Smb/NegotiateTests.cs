// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Smb.Messages;
using Xunit;

namespace PracticeNetSec.Tests.Smb;

/// <summary>What a NEGOTIATE offers ([MS-SMB2] 2.2.3): encryption to sessions with a key alone, every way to sign to all.</summary>
public class NegotiateTests
{
    private const ushort EncryptionCapabilities = 2;
    private const ushort SigningCapabilities = 8;

    [Fact]
    public void Without_a_key_no_encryption_is_offered()
    {
        (uint capabilities, Dictionary<ushort, ushort[]> contexts) = Read(new NegotiateRequest(Guid.Empty, new byte[32]));

        Assert.Equal(0u, capabilities);
        Assert.DoesNotContain(EncryptionCapabilities, contexts.Keys);
        Assert.Equal(new ushort[] { 2, 1, 0 }, contexts[SigningCapabilities]);
    }

    [Fact]
    public void For_an_account_every_cipher_is_offered()
    {
        (uint capabilities, Dictionary<ushort, ushort[]> contexts) = Read(new NegotiateRequest(Guid.Empty, new byte[32]) { OffersEncryption = true });

        Assert.Equal(0x40u, capabilities);
        Assert.Equal(new ushort[] { 2, 1, 4, 3 }, contexts[EncryptionCapabilities]);
        Assert.Equal(new ushort[] { 2, 1, 0 }, contexts[SigningCapabilities]);
    }

    /// <summary>Capabilities, and the numbers in each context that lists some.</summary>
    private static (uint Capabilities, Dictionary<ushort, ushort[]> Contexts) Read(NegotiateRequest request)
    {
        byte[] message = new CompoundRequest(0, 0, request).Compose(0, 1, 0);
        int body = CompoundRequest.HeaderLength;
        int at = BinaryPrimitives.ReadInt32LittleEndian(message.AsSpan(body + 28));
        int count = BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(body + 32));
        Dictionary<ushort, ushort[]> contexts = new();
        for (int i = 0; i < count; i++)
        {
            at = (at + 7) / 8 * 8;
            ushort[] numbers = Enumerable.Range(0, BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(at + 8)))
                .Select(number => BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(at + 10 + (2 * number)))).ToArray();
            contexts.Add(BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(at)), numbers);
            at += 8 + BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(at + 2));
        }

        Assert.Equal(message.Length, at);
        return (BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(body + 8)), contexts);
    }
}
