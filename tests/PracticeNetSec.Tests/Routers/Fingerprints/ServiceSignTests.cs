// SPDX-License-Identifier: MIT
using System;
using System.Text;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers.Fingerprints;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Fingerprints;

/// <summary>The first bytes of a service name it; the number of its port only where it says nothing.</summary>
public sealed class ServiceSignTests
{
    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2p1\r\n", "ssh")]
    [InlineData("@RSYNCD: 31.0 sha512\n", "rsync")]
    [InlineData("RFB 003.008\n", "rfb")]
    [InlineData("220 ProFTPD Server (nas)\r\n", "ftp")]
    [InlineData("220-FileZilla Server 1.7\r\n", "ftp")]
    [InlineData("220 mail.example ESMTP\r\n", "smtp")]
    [InlineData("220 welcome\r\n", null)]
    [InlineData("* OK IMAP4rev1\r\n", "imap")]
    [InlineData("\u00ff\u00fd\u0018", "telnet")]
    [InlineData("\u00ff", null)]
    [InlineData("\u0006\0\0\0\n8.0.1", "mysql")]
    [InlineData("\u0007\0\0\0\u00ffi\u0004Host", "mysql")]
    [InlineData("\u0063\0\0\0\n8.0.1", null)] // another length than it states
    [InlineData("anything", null)]
    public void A_greeting_names_the_service(string greeting, string? service) => Assert.Equal(service, ServiceSign.OfGreeting(Encoding.Latin1.GetBytes(greeting)));

    [Fact]
    public void The_requests_have_the_lengths_that_they_state()
    {
        byte[] tls = ServiceSign.TlsRequest;
        Assert.Equal(tls.Length - 5, (tls[3] << 8) | tls[4]);
        Assert.Equal(tls.Length - 9, (tls[6] << 16) | (tls[7] << 8) | tls[8]);
        Assert.Equal(ServiceSign.RdpRequest.Length, (ServiceSign.RdpRequest[2] << 8) | ServiceSign.RdpRequest[3]);
    }

    [Theory]
    [InlineData("030000130ed000001234000201080000000000", true)]
    [InlineData("0300000b06d00000123400", true)]
    [InlineData("0300000702f080", false)]
    [InlineData("", false)]
    public void A_connection_confirm_is_Remote_Desktop(string answer, bool expected) => Assert.Equal(expected, ServiceSign.IsRdp(Convert.FromHexString(answer)));

    [Theory]
    [InlineData("160303007a0200", true)]
    [InlineData("15030300020228", true)]
    [InlineData("485454502f", false)]
    public void A_record_of_a_handshake_or_an_alert_is_TLS(string answer, bool expected) => Assert.Equal(expected, ServiceSign.IsTls(Convert.FromHexString(answer)));

    [Theory]
    [InlineData(10445, "microsoft-ds", "SMB")]
    [InlineData(3390, "ms-wbt-server", "RDP")]
    [InlineData(8873, "rsync", "rsync")]
    [InlineData(33306, "mysql", "MySQL/MariaDB")]
    [InlineData(445, null, "SMB")]
    [InlineData(3389, "http", null)] // a page on this number is no remote desktop
    [InlineData(8042, "http", "Orthanc")] // it speaks HTTP itself
    [InlineData(3389, "unknown", "RDP")]
    [InlineData(8443, "https", null)]
    [InlineData(8443, null, null)]
    public void What_answers_decides_before_the_number(int port, string? service, string? dangerous) =>
        Assert.Equal(dangerous, ServiceNames.Dangerous(new PortResult { Port = port, State = PortState.Open, IdentifiedService = service })?.Label);
}
