// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Text;
using FsCheck.Xunit;
using PracticeNetSec.Http;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Upnp;

namespace PracticeNetSec.Tests.Upnp;

/// <summary>Whatever bytes a device sends, a decoder ends, and with its own exception or none.</summary>
public class DecoderProperties
{
    private const int Tries = 2000;

    private static readonly string[] Samples =
    {
        "miniupnpd-igd1-description.xml", "miniupnpd-igd2-description.xml", "miniupnpd-igd1-mapping.xml", "miniupnpd-igd2-mapping-end.xml",
    };

    [Property(MaxTest = Tries)]
    public void No_text_makes_the_XML_decoders_throw_anything_else(string? text)
    {
        DecodeAll(text ?? "");
        DecodeAll($"<root>{text}</root>");
    }

    [Property(MaxTest = Tries)]
    public void No_change_of_a_real_answer_makes_the_XML_decoders_throw_anything_else(int sample, int place, int length, string? instead)
    {
        string text = UpnpSample.Text(Samples[(uint)sample % Samples.Length]);
        int start = (int)((uint)place % text.Length);
        string changed = text.Remove(start, (int)((uint)length % (text.Length - start))).Insert(start, instead ?? "");

        DecodeAll(changed);
        DecodeAll(text.Substring(0, start));
    }

    [Property(MaxTest = Tries)]
    public void No_datagram_makes_the_search_decoder_throw_anything_else(byte[] datagram)
    {
        Only(() => SsdpReply.Decode(datagram));
        Only(() => SsdpReply.Decode(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nLOCATION: ").Concat(datagram).ToArray()));
    }

    [Property(MaxTest = Tries)]
    public void No_header_makes_the_challenge_decoder_throw(string? header)
    {
        DigestChallenge.TryParse(header ?? "");
        if (DigestChallenge.TryParse($"Digest realm=\"a\", nonce=\"{header}\", qop=\"auth\"") is { } challenge)
        {
            // What is sent back stays one header of plain ASCII.
            string answer = new DigestAuthentication(challenge, new Credential("user", "secret")).Answer("POST", "/");
            Assert.All(answer, c => Assert.InRange(c, ' ', '~'));
        }
    }

    private static void DecodeAll(string text)
    {
        Only(() => DeviceDescription.Decode(text, UpnpSample.Location));
        Only(() => PortMapping.Decode(SoapAnswer.Decode(text, UpnpAction.GetGenericPortMappingEntry)));
        BoxInfo.TryParse(text);
        FritzFirmware.TryParse(text);
    }

    private static void Only(Action decode)
    {
        try
        {
            decode();
        }
        catch (UpnpFormatException)
        {
            // Its own: allowed.
        }
    }
}
