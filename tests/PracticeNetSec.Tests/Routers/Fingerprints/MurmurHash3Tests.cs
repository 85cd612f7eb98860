// SPDX-License-Identifier: MIT
using System.Linq;
using System.Text;
using PracticeNetSec.Routers.Fingerprints;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Fingerprints;

/// <summary>MurmurHash3 x86 32 against its published verification vectors, and the favicon form over it.</summary>
public class MurmurHash3Tests
{
    [Theory]
    [InlineData("", 0u, 0)]
    [InlineData("", 1u, 0x514E28B7)]
    [InlineData("", 0xFFFFFFFFu, unchecked((int)0x81F16F39))]
    [InlineData("aaaa", 0x9747B28Cu, 0x5A97808A)]
    [InlineData("aaa", 0x9747B28Cu, 0x283E0130)]
    [InlineData("aa", 0x9747B28Cu, 0x5D211726)]
    [InlineData("a", 0x9747B28Cu, 0x7FA09EA6)]
    [InlineData("Hello, world!", 0x9747B28Cu, 0x24884CBA)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x9747B28Cu, 0x2FA826CD)]
    [InlineData("foo", 0u, -156908512)]
    [InlineData("hello", 0u, 613153351)]
    public void The_published_vectors_come_out(string text, uint seed, int hash) =>
        Assert.Equal(hash, MurmurHash3.Compute(Encoding.ASCII.GetBytes(text), seed));

    [Theory]
    [InlineData(1)]
    [InlineData(56)]
    [InlineData(57)]
    [InlineData(58)]
    [InlineData(114)]
    [InlineData(1150)]
    public void A_favicon_is_hashed_over_base64_in_lines_of_76_that_each_end_with_a_line_feed(int length)
    {
        byte[] picture = Enumerable.Range(0, length).Select(number => (byte)(number * 7)).ToArray();
        string lines = string.Concat(System.Convert.ToBase64String(picture).Chunk(76).Select(line => new string(line) + "\n"));

        Assert.Equal(MurmurHash3.Compute(Encoding.ASCII.GetBytes(lines), 0), MurmurHash3.OfFavicon(picture));
    }
}
