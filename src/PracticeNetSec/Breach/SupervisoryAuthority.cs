// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using PracticeNetSec.Model;

namespace PracticeNetSec.Breach;

/// <summary>The data protection authority a private practice notifies. Church-run bodies have authorities of their own.</summary>
public sealed class SupervisoryAuthority
{
    private const string Bavaria = "BY";

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

    /// <summary>E-mail address.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Mail { get; set; } = "";

    /// <summary>Street, postal code and town; empty where no source was read.</summary>
    public string PostalAddress { get; set; } = "";

    /// <summary>Page of the notification form, or the authority's start page where no deep link is known.</summary>
    [JsonProperty(Required = Required.Always)]
    public string BreachFormUrl { get; set; } = "";

    /// <summary>What to note for this authority, by language (<c>de</c>, <c>en</c>); empty where there is nothing.</summary>
    public Dictionary<string, string> Hint { get; set; } = new();

    /// <summary>Day on which the entry was last checked, <c>yyyy-MM-dd</c>.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Checked { get; set; } = "";

    /// <summary>Where the entry was read.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Source { get; set; } = "";

    /// <summary>The IT security guideline of the practice's profession, which is not the authority's own.</summary>
    public string? SecurityGuideline { get; set; }

    /// <summary>Who runs the practices this authority is competent for.</summary>
    public PracticeSponsor Sponsor { get; set; }

    /// <summary>False when a postal code left several authorities possible, or a church's own authority must be determined.</summary>
    public bool IsCertain { get; set; } = true;

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
        $"'{InputException.Quote(land)}' is no Land of Germany: use one of {string.Join(", ", All.Select(authority => authority.Land))}.");

    /// <summary>
    /// The authorities that a practice may have to notify: one where its Land is known, otherwise all of the Länder its
    /// postal code can lie in.
    /// </summary>
    /// <param name="land">Two-letter code; decides when given.</param>
    /// <param name="postalCode">Five digits.</param>
    /// <exception cref="InputException">
    /// <c>UnknownLand</c>, <c>InvalidPostalCode</c>, or <c>LandMissing</c>: neither was given.
    /// </exception>
    public static IReadOnlyList<SupervisoryAuthority> Candidates(string? land, string? postalCode)
    {
        if (!string.IsNullOrWhiteSpace(land))
        {
            return new[] { Get(land!.Trim()) };
        }

        if (string.IsNullOrWhiteSpace(postalCode))
        {
            throw new InputException("LandMissing", "Neither Land nor postal code is known: give -Land or -PostalCode.");
        }

        return PostalRegions.LandsOf(postalCode!).Select(Get).ToArray();
    }

    /// <summary>The entry as it holds for one kind of practice.</summary>
    /// <param name="profession">Whose security guideline counts.</param>
    /// <param name="certain">Whether it is the only one possible.</param>
    public SupervisoryAuthority For(PracticeProfession profession, bool certain = true)
    {
        SupervisoryAuthority copy = (SupervisoryAuthority)MemberwiseClone();
        copy.SecurityGuideline = PracticeGuidelines.Shipped.Guidelines[profession];
        copy.IsCertain = certain;
        return copy;
    }

    /// <summary>The entry as it holds for a sponsor: a church has authorities of its own, and Bavaria one for public bodies.</summary>
    /// <param name="sponsor">Who runs the practice.</param>
    /// <param name="profession">Whose security guideline counts.</param>
    /// <param name="certain">Whether the Land is the only one possible.</param>
    public SupervisoryAuthority For(PracticeSponsor sponsor, PracticeProfession profession, bool certain = true)
    {
        if (IsChurch(sponsor))
        {
            return OfChurch(profession, sponsor);
        }

        SupervisoryAuthority copy = For(profession, certain);
        if (sponsor == PracticeSponsor.Public)
        {
            copy.Sponsor = sponsor;
            if (copy.Land == Bavaria)
            {
                SponsorEntry entry = SponsorEntry.Of(sponsor);
                (copy.Name, copy.BreachFormUrl, copy.Hint, copy.Checked, copy.Source) = (entry.Name, entry.Url, entry.Hint, entry.Checked, entry.Source);
                (copy.Phone, copy.Mail, copy.PostalAddress) = ("", "", "");
            }
        }

        return copy;
    }

    /// <summary>True for the sponsors that have data protection law and authorities of their own (Art. 91 GDPR).</summary>
    /// <param name="sponsor">Who runs the practice.</param>
    public static bool IsChurch(PracticeSponsor? sponsor) => sponsor is PracticeSponsor.Church or PracticeSponsor.Catholic or PracticeSponsor.Protestant;

    /// <summary>The entry for a practice run by a church: its authority depends on the church.</summary>
    /// <param name="profession">Whose security guideline counts.</param>
    /// <param name="sponsor">Which church.</param>
    public static SupervisoryAuthority OfChurch(PracticeProfession profession, PracticeSponsor sponsor = PracticeSponsor.Church)
    {
        SponsorEntry entry = SponsorEntry.Of(sponsor);
        return new SupervisoryAuthority
        {
            Name = entry.Name,
            Sponsor = sponsor,
            IsCertain = false,
            SecurityGuideline = PracticeGuidelines.Shipped.Guidelines[profession],
            Hint = entry.Hint,
            Checked = entry.Checked,
            Source = entry.Source,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Land.Length == 0 ? Name : $"{Land}: {Name}";
}
