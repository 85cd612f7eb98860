// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace PracticeNetSec.Fleet.Rmm;

/// <summary>
/// The JSON of a PRTG EXE/Script Advanced sensor (PRTG manual, "Custom Sensors", Advanced Script). The channel <c>State</c> has limits, so
/// that the sensor is down for what is exposed and for what is unknown; a check that did not run is an error of the sensor.
/// </summary>
internal static class PrtgSensor
{
    /// <summary>Characters of a sensor's message.</summary>
    public const int TextLimit = 2000;

    private static readonly JsonSerializerSettings Ascii = new() { StringEscapeHandling = StringEscapeHandling.EscapeNonAscii };

    /// <summary>The JSON, one line.</summary>
    /// <param name="state">The state.</param>
    /// <param name="text">The message.</param>
    /// <param name="counts">The other channels.</param>
    /// <param name="hasRun">False for a check that did not run.</param>
    public static string Of(RmmState state, string text, IEnumerable<(string Name, int Value)> counts, bool hasRun)
    {
        // PRTG cuts a message off at a number sign.
        JObject sensor = new() { ["text"] = text.Replace('#', ' ') };
        if (hasRun)
        {
            sensor.AddFirst(new JProperty("result", new JArray(counts.Select(count => Channel(count.Name, count.Value)).Prepend(State(state)))));
        }
        else
        {
            sensor.AddFirst(new JProperty("error", 1));
        }

        return JsonConvert.SerializeObject(new JObject { ["prtg"] = sensor }, Formatting.None, Ascii);
    }

    private static JObject State(RmmState state)
    {
        JObject channel = Channel("State", (int)state);
        channel["limitmode"] = 1;
        channel["limitmaxwarning"] = (int)RmmState.Ok;
        channel["limitmaxerror"] = (int)RmmState.Warning;
        return channel;
    }

    private static JObject Channel(string name, int value) => new() { ["channel"] = name, ["value"] = value, ["unit"] = "Count" };
}
