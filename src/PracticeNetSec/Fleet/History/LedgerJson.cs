// SPDX-License-Identifier: MIT
using System.IO;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;

namespace PracticeNetSec.Fleet.History;

/// <summary>JSON as histories and their exports have it: names in camel case, enumerations as words, nothing for what is not set.</summary>
internal static class LedgerJson
{
    private static readonly JsonSerializerSettings Format = new()
    {
        Formatting = Formatting.None,
        NullValueHandling = NullValueHandling.Ignore,
        DefaultValueHandling = DefaultValueHandling.Ignore,
        ContractResolver = new CamelCasePropertyNamesContractResolver(),
        Converters = { new StringEnumConverter() },
        // Evidence among the arguments of evidence takes three levels each.
        MaxDepth = 32,
    };

    /// <summary>The JSON of a value, on one line.</summary>
    public static string Write(object value) => JsonConvert.SerializeObject(value, Format);

    /// <summary>The value of a JSON that this module wrote.</summary>
    /// <exception cref="InvalidDataException">It is not what was written.</exception>
    public static T Read<T>(string json)
        where T : class
    {
        try
        {
            return JsonConvert.DeserializeObject<T>(json, Format) ?? throw new InvalidDataException("The ledger is damaged: a value is missing.");
        }
        catch (JsonException damaged)
        {
            throw new InvalidDataException("The ledger is damaged: a value cannot be read.", damaged);
        }
    }
}
