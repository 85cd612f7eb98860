using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;

namespace PracticeNetSec.Breach;

/// <summary>The data protection authority a private practice notifies. Church-run bodies have authorities of their own.</summary>
public sealed class SupervisoryAuthority
{
    private static readonly Lazy<SupervisoryAuthority[]> List = new(() => EmbeddedData.Read<SupervisoryAuthority[]>("authorities.json"));

    /// <summary>Two-letter code of the Land.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Land { get; set; } = "";

    /// <summary>Name of the authority, in German as it is addressed.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Name { get; set; } = "";

    /// <summary>Telephone number, as dialled in Germany.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Phone { get; set; } = "";

    /// <summary>Mail address.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Mail { get; set; } = "";

    /// <summary>Page of the notification form, or the authority's start page where no deep link is known.</summary>
    [JsonProperty(Required = Required.Always)]
    public string BreachFormUrl { get; set; } = "";

    /// <summary>What to mind with this authority, by language (<c>de</c>, <c>en</c>); empty where there is nothing.</summary>
    public Dictionary<string, string> Hint { get; set; } = new();

    /// <summary>Day on which the entry was last checked, <c>yyyy-MM-dd</c>.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Checked { get; set; } = "";

    /// <summary>Where the entry was read.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Source { get; set; } = "";

    /// <summary>All sixteen, by code of the Land.</summary>
    public static IReadOnlyList<SupervisoryAuthority> All => List.Value;

    /// <summary>The authority of a Land; null when there is no such Land.</summary>
    /// <param name="land">Two-letter code, upper or lower case.</param>
    public static SupervisoryAuthority? Find(string? land) =>
        All.FirstOrDefault(authority => authority.Land.Equals(land, StringComparison.OrdinalIgnoreCase));

    /// <summary>The authority of a Land.</summary>
    /// <param name="land">Two-letter code, upper or lower case.</param>
    /// <exception cref="InputException"><c>UnknownLand</c>: there is no such Land.</exception>
    public static SupervisoryAuthority Get(string land) => Find(land) ?? throw new InputException(
        "UnknownLand",
        $"'{land}' is no Land of Germany: use one of {string.Join(", ", All.Select(authority => authority.Land))}.");

    /// <inheritdoc/>
    public override string ToString() => $"{Land}: {Name}";
}
