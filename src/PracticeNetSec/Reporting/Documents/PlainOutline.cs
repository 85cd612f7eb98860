// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using Newtonsoft.Json;
using PracticeNetSec.Model;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>A document that consists of texts, fields and gaps in an order of its own, <c>Data/document-outlines.json</c>.</summary>
internal sealed class PlainOutline
{
    private static readonly Lazy<Dictionary<ReportDocument, PlainOutline>> All = new(() => EmbeddedData.Read<Dictionary<ReportDocument, PlainOutline>>("document-outlines.json"));

    /// <summary>True where it must not leave the practice.</summary>
    public bool Internal { get; set; }

    /// <summary>Shown in place of the document until access to data was found; null where it needs none.</summary>
    public string? TooEarly { get; set; }

    [JsonProperty(Required = Required.Always)]
    public PlainPart[] Parts { get; set; } = Array.Empty<PlainPart>();

    /// <summary>The outline of a document; null where a class of its own writes it.</summary>
    public static PlainOutline? Find(ReportDocument document) => All.Value.TryGetValue(document, out PlainOutline? outline) ? outline : null;
}

/// <summary>One part of such a document, written in the order of its members.</summary>
internal sealed class PlainPart
{
    /// <summary>Key of the heading, and the part's id.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Title { get; set; } = "";

    /// <summary>Keys of notes.</summary>
    public string[] Notes { get; set; } = Array.Empty<string>();

    /// <summary>Keys of paragraphs.</summary>
    public string[] Texts { get; set; } = Array.Empty<string>();

    /// <summary>Keys of the entries of a list.</summary>
    public string[] Lines { get; set; } = Array.Empty<string>();

    /// <summary>True for a list in an order.</summary>
    public bool Numbered { get; set; }

    /// <summary>Names of blocks that depend on the measurements.</summary>
    public PlainBlock[] Blocks { get; set; } = Array.Empty<PlainBlock>();

    /// <summary>Fields of the notification.</summary>
    public string[] Fields { get; set; } = Array.Empty<string>();

    /// <summary>Keys of what a person must fill in.</summary>
    public string[] Gaps { get; set; } = Array.Empty<string>();

    /// <summary>Keys of the lines to sign on.</summary>
    public string[] Sign { get; set; } = Array.Empty<string>();
}

/// <summary>What a part takes from the report itself.</summary>
internal enum PlainBlock
{
    /// <summary>The verdict in one sentence.</summary>
    Sentence,

    /// <summary>The period, or what would start it.</summary>
    Deadline,

    /// <summary>The authority and how to reach it.</summary>
    Authority,

    /// <summary>What to do, in order.</summary>
    Steps,

    /// <summary>How it was measured, and what is unresolved.</summary>
    Measurements,

    /// <summary>What is different from the report before.</summary>
    Changes,

    /// <summary>What unauthorised persons could do, for patients.</summary>
    Possible,

    /// <summary>Severity and likelihood, to be marked.</summary>
    Matrix,

    /// <summary>Version of the tool and hashes.</summary>
    Hashes,
}
