// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Newtonsoft.Json;
using PracticeNetSec.Fuzz.Engine;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Fuzz.Targets;

/// <summary>Evidence in JSON: ledgers, reports and saved objects come from files that anybody may have edited.</summary>
internal static class EvidenceTarget
{
    private static readonly DateTimeOffset Seen = new(2019, 10, 14, 9, 40, 3, TimeSpan.Zero);

    public static IEnumerable<FuzzTarget> All()
    {
        // The tables are read once; that is no work for an input.
        Evidence[] examples = Examples();
        _ = ReportTexts.Languages.Select(language => examples.Select(evidence => EvidenceLine.Of(evidence, ReportTexts.For(language))).ToArray()).ToArray();
        yield return new FuzzTarget(
            "evidence-json",
            Read,
            [.. examples.Select(evidence => Recorded.Text(JsonConvert.SerializeObject(evidence))), .. Recorded.Texts("\"a text of version 0.1\"", "{\"code\":\"source.not-read\",\"arguments\":{\"cause\":\"a text\"}}")],
            typeof(JsonReaderException),
            typeof(JsonSerializationException))
        {
            Words = Recorded.Texts(
                "\"code\":", "\"text\":", "\"arguments\":", "\"source\":", "\"observedAt\":", "\"cause\":", "\"parts\":", "null", "true", "1e400", "-0", "99999999999999999999", "[", "]", "{", "}", "\"0\":",
                "\"9999-12-31T23:59:59Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"\\u202e\"", "\"\\ud800\"", "new Date(0)", "/**/", "undefined", "NaN"),
        };
    }

    private static void Read(byte[] json)
    {
        Evidence? read = JsonConvert.DeserializeObject<Evidence>(Encoding.UTF8.GetString(json));
        if (read is null)
        {
            return;
        }

        foreach (string language in ReportTexts.Languages)
        {
            Property.Holds(EvidenceLine.Of(read, ReportTexts.For(language)).All(DeviceText.IsShown), "a line of a document holds a character that is not shown");
        }

        string written = JsonConvert.SerializeObject(read);
        Evidence? again = JsonConvert.DeserializeObject<Evidence>(written);
        Property.Holds(read.Equals(again), "evidence that was written is read as another");
        Property.Holds(written == JsonConvert.SerializeObject(again), "evidence that was read again is written differently");
    }

    private static Evidence[] Examples() =>
    [
        EvidenceOf.PortMeasured(Vantage.Outside, 445, PortState.Open, Seen, "ports", Seen),
        EvidenceOf.SourceParts([EvidenceOf.CheckPortsNotMeasured(36), EvidenceOf.SourceEnded(EvidenceOf.SnmpNoRoute("192.168.2.1:161", EvidenceOf.CauseNoRouteToHost()))]),
        EvidenceOf.CheckSourcesFailed(["SNMP", "ports"]),
        FindingRule.Get("router.dangerous-port-open").Create("203.0.113.1:445", Seen, [], "445", "File shares (SMB)").Statement,
        Evidence.Of("What a device wrote"),
    ];
}
