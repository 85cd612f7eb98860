// SPDX-License-Identifier: MIT
using System;
using System.Text;
using PracticeNetSec.Smb.Ntlm;
using Xunit;

namespace PracticeNetSec.Tests.Smb.Ntlm;

public class Md4Tests
{
    [Theory]
    [InlineData("", "31d6cfe0d16ae931b73c59d7e0c089c0")]
    [InlineData("a", "bde52cb31de33e46245e05fbdbd6fb24")]
    [InlineData("abc", "a448017aaf21d8525fc10ae87aa6729d")]
    [InlineData("message digest", "d9130a8164549fe818874806e1c7014b")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", "d79e1c308aa5bbcdeea8ed63df412da9")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "043f8582f241db351ce627e153e7f0e4")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901234567890", "e33b4ddc9c38f2199c3e7b164fcc0536")]
    public void The_digests_of_RFC_1320_appendix_5_come_out(string text, string digest) =>
        Assert.Equal(digest, Convert.ToHexString(Md4.Hash(Encoding.ASCII.GetBytes(text))).ToLowerInvariant());

    [Fact]
    public void Every_length_around_the_block_boundary_has_its_own_digest()
    {
        System.Collections.Generic.HashSet<string> digests = new();
        for (int length = 50; length <= 130; length++)
        {
            Assert.True(digests.Add(Convert.ToHexString(Md4.Hash(new byte[length]))));
        }
    }
}
