// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Security.Cryptography;
using FsCheck.Xunit;
using PracticeNetSec.Snmp;
using PracticeNetSec.Snmp.Usm;
using Xunit;

namespace PracticeNetSec.Tests.Snmp.Usm;

public sealed class MessageCipherTests
{
    private static readonly byte[] Key = Convert.FromHexString("000102030405060708090a0b0c0d0e0f");
    private static readonly byte[] Salt = [1, 2, 3, 4, 5, 6, 7, 8];

    [Property(MaxTest = 200)]
    public bool What_AES_encrypted_it_decrypts(byte[] plain, int boots, int time)
    {
        byte[] secret = MessageCipher.Encrypt(SnmpPrivacy.Aes128, Key, boots, time, Salt, plain);
        return secret.Length == plain.Length && MessageCipher.Decrypt(SnmpPrivacy.Aes128, Key, boots, time, Salt, secret).SequenceEqual(plain);
    }

    [Property(MaxTest = 200)]
    public bool AES_is_the_frameworks_own_CFB128(byte[] plain, int boots, int time)
    {
        using Aes aes = Aes.Create();
        aes.Key = Key;
        byte[] vector = [.. BitConverter.GetBytes(boots).Reverse(), .. BitConverter.GetBytes(time).Reverse(), .. Salt];
        byte[] padded = [.. plain, .. new byte[(16 - (plain.Length % 16)) % 16]];
        byte[] expected = aes.EncryptCfb(padded, vector, PaddingMode.None, 128)[..plain.Length];
        return MessageCipher.Encrypt(SnmpPrivacy.Aes128, Key, boots, time, Salt, plain).SequenceEqual(expected);
    }

    [Property(MaxTest = 200)]
    public bool What_DES_encrypted_it_decrypts_up_to_its_padding(byte[] plain)
    {
        byte[] secret = MessageCipher.Encrypt(SnmpPrivacy.Des, Key, 0, 0, Salt, plain);
        return secret.Length % 8 == 0 && MessageCipher.Decrypt(SnmpPrivacy.Des, Key, 0, 0, Salt, secret).Take(plain.Length).SequenceEqual(plain);
    }

    [Fact]
    public void A_salt_of_another_length_is_no_message()
    {
        Assert.Throws<SnmpFormatException>(() => MessageCipher.Decrypt(SnmpPrivacy.Aes128, Key, 0, 0, [1], new byte[16]));
        Assert.Throws<SnmpFormatException>(() => MessageCipher.Decrypt(SnmpPrivacy.Des, Key, 0, 0, Salt, new byte[7]));
    }
}
