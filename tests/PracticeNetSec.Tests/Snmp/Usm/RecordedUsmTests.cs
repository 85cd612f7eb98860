// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Snmp;
using PracticeNetSec.Snmp.Usm;
using Xunit;

namespace PracticeNetSec.Tests.Snmp.Usm;

/// <summary>What a real snmpd answered, byte by byte.</summary>
public sealed class RecordedUsmTests
{
    private const string Password = "authentic password";
    private const string PrivacyPassword = "secret password";

    [Theory]
    [InlineData("sha256user", SnmpAuthentication.Sha256, SnmpPrivacy.Aes128)]
    [InlineData("sha512user", SnmpAuthentication.Sha512, SnmpPrivacy.Aes128)]
    [InlineData("sha384user", SnmpAuthentication.Sha384, SnmpPrivacy.None)]
    [InlineData("sha1user", SnmpAuthentication.Sha1, SnmpPrivacy.None)]
    [InlineData("sha1user", SnmpAuthentication.Sha1, SnmpPrivacy.Aes128)]
    [InlineData("md5user", SnmpAuthentication.Md5, SnmpPrivacy.Des)]
    [InlineData("nobody", SnmpAuthentication.None, SnmpPrivacy.None)]
    public void Snmpds_answers_are_understood(string user, SnmpAuthentication authentication, SnmpPrivacy privacy)
    {
        SnmpCredential credential = Credential(user, authentication, privacy);
        byte[][] datagrams = Answers(credential.ToString());
        UsmSecurity security = new(credential, () => TimeSpan.Zero);

        DecodedMessage report = security.Decode(datagrams[0]);
        Assert.Equal(PduType.Report, report.Pdu.Type);
        Assert.Null(security.RefusalIn(report.Pdu));

        DecodedMessage answer = security.Decode(datagrams[1]);
        Assert.Equal(PduType.Response, answer.Pdu.Type);
        Assert.Equal(["be.IP plus", "celle-router"], answer.Pdu.Bindings.Select(binding => binding.Value.AsText()));
    }

    [Theory]
    [InlineData("wrong authentication password", EvidenceCode.SnmpDigestWrong)]
    [InlineData("unknown user", EvidenceCode.SnmpUserUnknown)]
    [InlineData("unsupported level", EvidenceCode.SnmpSecurityLevel)]
    public void Refusals_of_snmpd_have_a_reason(string title, string code)
    {
        byte[][] datagrams = Answers(title);
        UsmSecurity security = new(Credential("sha256user", SnmpAuthentication.Sha256, SnmpPrivacy.Aes128), () => TimeSpan.Zero);
        security.Decode(datagrams[0]);

        Assert.Equal(code, security.RefusalIn(security.Decode(datagrams[1]).Pdu)?.Code);
    }

    [Fact]
    public void An_answer_with_one_changed_octet_is_rejected()
    {
        SnmpCredential credential = Credential("sha256user", SnmpAuthentication.Sha256, SnmpPrivacy.Aes128);
        byte[][] datagrams = Answers(credential.ToString());
        for (int at = 0; at < datagrams[1].Length; at++)
        {
            UsmSecurity security = new(credential, () => TimeSpan.Zero);
            security.Decode(datagrams[0]);
            byte[] changed = [.. datagrams[1]];
            changed[at] ^= 0x10;

            // Without its authentication flag the message is of another level; everything else breaks the digest or the form.
            Assert.Throws<SnmpFormatException>(() => security.Decode(changed));
        }
    }

    [Fact]
    public void A_truncated_message_is_a_format_error()
    {
        SnmpCredential credential = Credential("md5user", SnmpAuthentication.Md5, SnmpPrivacy.Des);
        byte[][] datagrams = Answers(credential.ToString());
        UsmSecurity security = new(credential, () => TimeSpan.Zero);
        security.Decode(datagrams[0]);
        foreach (byte[] datagram in datagrams)
        {
            for (int length = 0; length < datagram.Length; length++)
            {
                Assert.Throws<SnmpFormatException>(() => security.Decode(datagram.AsMemory(0, length)));
            }
        }
    }

    private static SnmpCredential Credential(string user, SnmpAuthentication authentication, SnmpPrivacy privacy) => new(
        user,
        authentication,
        authentication == SnmpAuthentication.None ? null : Password,
        privacy,
        privacy == SnmpPrivacy.None ? null : PrivacyPassword);

    private static byte[][] Answers(string title) => [.. File
        .ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Samples", "snmp-v3", "snmpd-exchanges.txt"))
        .SkipWhile(line => line != "# " + title)
        .Skip(1)
        .TakeWhile(line => line[0] != '#')
        .Where(line => line[0] == '<')
        .Select(line => Convert.FromHexString(line.AsSpan(2)))];
}
