// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using PracticeNetSec.Http;
using PracticeNetSec.Routers.Fingerprints;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Fingerprints;

/// <summary>What a web server answers shows whether it serves what must stay inside.</summary>
public sealed class WebSignTests
{
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
    [InlineData("Server", "Microsoft-IIS/10.0", "<title>praxis - /befunde/</title></head><body><H1>praxis - /befunde/</H1><hr>\r\n\r\n<pre><A HREF=\"/\">", "directory-listing")]
    [InlineData("Server", "nginx", "<title>Praxis - /</title>", null)]
    [InlineData("Server", "mini_httpd/1.30", "<title>Index of ./</title>", "directory-listing")]
    [InlineData("Server", "HFS 2.3m", "<title>HFS /</title>", null)] // its field says nothing of a login
    [InlineData("Server", "HFS 2.3m", "<title>HFS /</title><a href=\"/~login\">Login</a><a href=\"?sort=n\">Name</a><a href=\"befund.pdf\"><img src=\"/~img2\"> befund.pdf</a><a href=\"scans/\">scans</a>", "directory-listing")]
    [InlineData("Date", "x", "<!doctype html>\n<meta name=\"viewport\" content=\"width=device-width\">\n<pre>\n<a href=\"befund.pdf\">befund.pdf</a>", "directory-listing")]
    [InlineData("Server", "nginx", "<title>Index of our services</title>", null)]
    [InlineData("WWW-Authenticate", "Basic realm=\"Router\"", "", null)]
    public void A_page_of_a_server_that_must_stay_inside_names_it(string header, string value, string body, string? service) => Assert.Equal(service, WebSign.OfPage(new HttpReply(new Uri("http://203.0.113.7:8080/"), 200, body, truncated: false)
    {
        Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [header] = value },
        Challenges = header == "WWW-Authenticate" ? [value] : [],
    }));

    [Theory]
    [InlineData("Microsoft-HTTPAPI/2.0", 404, true)]
    [InlineData("Microsoft-HTTPAPI/2.0", 400, true)]
    [InlineData("Microsoft-HTTPAPI/2.0", 503, true)]
    [InlineData("Microsoft-HTTPAPI/2.0", 200, false)]
    [InlineData("Microsoft-IIS/10.0", 404, false)]
    public void HTTP_sys_without_a_site_does_not_show_what_it_serves(string server, int status, bool expected) =>
        Assert.Equal(expected, WebSign.IsWithoutSite(new HttpReply(new Uri("http://203.0.113.7:8080/"), status, "", truncated: false) { Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Server"] = server } }));

    [Theory]
    [InlineData("HFS 2.3m", 200, true)]
    [InlineData("HFS 0.57.5 2025-05-12", 200, true)]
    [InlineData("HFS 2.3m", 401, false)]
    [InlineData("nginx", 200, false)]
    [InlineData("nginx", 503, true)]
    [InlineData("nginx", 429, true)]
    [InlineData("nginx", 404, false)]
    public void A_start_page_may_leave_open_what_a_server_serves(string server, int status, bool expected) =>
        Assert.Equal(expected, WebSign.IsUnclear(new HttpReply(new Uri("http://203.0.113.7:8080/"), status, "", truncated: false) { Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Server"] = server } }));
}
