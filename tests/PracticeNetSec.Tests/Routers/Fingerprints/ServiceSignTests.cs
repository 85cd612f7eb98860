// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Text;
using PracticeNetSec.Http;
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

    /// <summary>Behind 8080 as behind its own number: a store of images is one wherever it answers.</summary>
    [Theory]
    [InlineData("Server", "Orthanc", "", "orthanc")]
    [InlineData("Server", "nginx", "<title>Orthanc Explorer</title>", "orthanc")]
    [InlineData("WWW-Authenticate", "Basic realm=\"Orthanc Secure Area\"", "", "orthanc")]
    [InlineData("Content-Type", "application/json", "{ \"tagline\" : \"You Know, for Search\" }", "elasticsearch")]
    [InlineData("WWW-Authenticate", "Basic realm=\"security\", charset=\"UTF-8\", Bearer realm=\"security\", ApiKey", "", "elasticsearch")]
    [InlineData("WWW-Authenticate", "Basic realm=\"security\"", "", null)]
    [InlineData("Server", "Docker/24.0.7 (linux)", "{\"message\":\"page not found\"}", "docker")]
    [InlineData("Server", "nginx", "<title>Praxis</title>", null)]
    [InlineData("Server", "Apache", "<title>Index of /</title>", "directory-listing")]
    [InlineData("Server", "SimpleHTTP/0.6", "<title>Directory listing for /</title>", "directory-listing")]
    [InlineData("Server", "Apache-Coyote/1.1", "<title>Directory Listing For [/]</title>", "directory-listing")]
    [InlineData("Server", "Jetty(9.4)", "<TITLE>Directory: /</TITLE>", "directory-listing")]
    [InlineData("Server", "Microsoft-IIS/10.0", "<title>praxis - /</title></head><body><H1>praxis - /</H1><hr>\r\n\r\n<pre><A HREF=\"/befund.pdf\">", "directory-listing")]
    [InlineData("Server", "nginx", "<title>Praxis - /</title>", null)]
    [InlineData("Server", "HFS 2.3m", "<title>HFS /</title>", "directory-listing")]
    [InlineData("Date", "x", "<!doctype html>\n<meta name=\"viewport\" content=\"width=device-width\">\n<pre>\n<a href=\"befund.pdf\">befund.pdf</a>", "directory-listing")]
    [InlineData("Server", "nginx", "<title>Index of our services</title>", null)]
    [InlineData("WWW-Authenticate", "Basic realm=\"Router\"", "", null)]
    public void A_page_of_a_server_that_must_stay_inside_names_it(string header, string value, string body, string? service) => Assert.Equal(service, ServiceSign.OfPage(new HttpReply(new Uri("http://203.0.113.7:8080/"), 200, body, truncated: false)
    {
        Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [header] = value },
        Challenges = header == "WWW-Authenticate" ? [value] : [],
    }));

    [Theory]
    [InlineData(200, "1,2", true)]
    [InlineData(401, "1,2", false)]
    [InlineData(200, null, false)]
    public void Files_over_WebDAV_without_a_login_show_in_the_DAV_field(int status, string? classes, bool expected) => Assert.Equal(expected, ServiceSign.IsWebDav(new HttpReply(new Uri("http://203.0.113.7:8080/"), status, "", truncated: false)
    {
        Headers = classes is null ? new Dictionary<string, string>() : new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["dav"] = classes },
    }));

    [Theory]
    [InlineData("Microsoft-HTTPAPI/2.0", 404, true)]
    [InlineData("Microsoft-HTTPAPI/2.0", 400, true)]
    [InlineData("Microsoft-HTTPAPI/2.0", 503, true)]
    [InlineData("Microsoft-HTTPAPI/2.0", 200, false)]
    [InlineData("Microsoft-IIS/10.0", 404, false)]
    public void HTTP_sys_without_a_site_does_not_show_what_it_serves(string server, int status, bool expected) =>
        Assert.Equal(expected, ServiceSign.IsWithoutSite(new HttpReply(new Uri("http://203.0.113.7:8080/"), status, "", truncated: false) { Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Server"] = server } }));

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
