// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Xml;
using System.Xml.Linq;

namespace PracticeNetSec.Packaging.Help;

/// <summary>
/// Writes MAML, the XML that <c>Get-Help</c> reads: texts from the pages, syntax from the module itself.
/// </summary>
internal sealed class MamlWriter
{
    private static readonly XNamespace Msh = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private readonly CmdletInfo _cmdlet;
    private readonly HelpPage _page;
    private readonly HelpLanguage _language;

    private MamlWriter(CmdletInfo cmdlet, HelpPage page, HelpLanguage language)
    {
        _cmdlet = cmdlet;
        _page = page;
        _language = language;
    }

    /// <summary>Writes one file with the help of all cmdlets; each has its page.</summary>
    public static void Write(string path, IEnumerable<CmdletInfo> cmdlets, IReadOnlyList<HelpPage> pages, HelpLanguage language)
    {
        XElement root = new(
            Msh + "helpItems", new XAttribute("schema", "maml"),
            cmdlets.Select(cmdlet => new MamlWriter(cmdlet, pages.Single(page => page.Name == cmdlet.Name), language).Cmdlet()));

        // The same bytes on every system.
        using XmlWriter writer = XmlWriter.Create(path, new XmlWriterSettings { Indent = true, NewLineChars = "\n" });
        root.Save(writer);
    }

    private XElement Cmdlet() => new(
        Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml),
        new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(
            Command + "details",
            new XElement(Command + "name", _cmdlet.Name), new XElement(Command + "verb", _cmdlet.Verb), new XElement(Command + "noun", _cmdlet.Noun),
            Description(_page.Synopsis)),
        new XElement(Maml + "description", Paragraphs(_page.Description)),
        new XElement(Command + "syntax", _cmdlet.ParameterSets.Select(SyntaxItem)),
        new XElement(Command + "parameters", VisibleParameters().Select(parameter => Parameter(parameter, Flags(parameter)))),
        new XElement(Command + "inputTypes", VisibleParameters().Where(parameter => IsPiped(Flags(parameter))).Select(parameter => new XElement(Command + "inputType", Type(parameter.ParameterType.Name), Description(Meaning(parameter.Name))))),
        new XElement(Command + "returnValues", _cmdlet.OutputType.Select((type, index) => new XElement(
            Command + "returnValue", Type(type.Type.Name), new XElement(Maml + "description", index == 0 ? Paragraphs(_page.Output) : null)))),
        new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(_page.Safety))),
        new XElement(Command + "examples", _page.Examples.Select(Example)),
        new XElement(Command + "relatedLinks", _page.Links.Select(Link)));

    private XElement SyntaxItem(CommandParameterSetInfo set) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", _cmdlet.Name),
        VisibleParameters()
            .Where(parameter => parameter.ParameterSets.ContainsKey(set.Name) || parameter.ParameterSets.ContainsKey(ParameterAttribute.AllParameterSets))
            .Select(parameter => (Parameter: parameter, Flags: FlagsIn(parameter, set.Name)))
            .OrderBy(item => (uint)item.Flags.Position)
            .Select(item => Parameter(item.Parameter, item.Flags)));

    private XElement Parameter(ParameterMetadata parameter, ParameterSetMetadata flags)
    {
        bool many = parameter.ParameterType.IsArray;
        string type = ModuleCmdlets.TypeName(parameter.ParameterType);
        return new XElement(
            Command + "parameter",
            new XAttribute("required", flags.IsMandatory), new XAttribute("variableLength", many),
            new XAttribute("globbing", parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any()),
            new XAttribute("pipelineInput", PipelineInput(flags)),
            new XAttribute("position", flags.Position == int.MinValue ? "named" : flags.Position),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(Maml + "name", parameter.Name),
            Description(Meaning(parameter.Name)),
            Values(parameter) is { Length: > 0 } values
                ? new XElement(Command + "parameterValueGroup", values.Select(value => ParameterValue(value, required: false, variable: false)))
                : null,
            parameter.SwitchParameter ? null : ParameterValue(type, required: true, many),
            Type(parameter.SwitchParameter ? nameof(SwitchParameter) : type),
            new XElement(Dev + "defaultValue", Default(parameter)));
    }

    private static XElement ParameterValue(string text, bool required, bool variable) =>
        new(Command + "parameterValue", new XAttribute("required", required), new XAttribute("variableLength", variable), text);

    private XElement Example(HelpExample example, int index) => new(
        Command + "example",
        new XElement(Maml + "title", $"-------- {_language.Example} {index + 1}: {example.Title} --------"),
        new XElement(Dev + "code", example.Code),
        // The empty paragraph keeps the next example apart.
        new XElement(Dev + "remarks", new XElement(Maml + "para", example.Remark), new XElement(Maml + "para")));

    private static XElement Link(HelpLink link) => new(
        Maml + "navigationLink",
        new XElement(Maml + "linkText", link.Text),
        new XElement(Maml + "uri", PlainText.IsOnTheWeb(link.Address) ? link.Address : ""));

    private static XElement Type(string name) => new(Dev + "type", new XElement(Maml + "name", name), new XElement(Maml + "uri"));

    private static XElement Description(string text) => new(Maml + "description", new XElement(Maml + "para", text));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<HelpText> texts) =>
        texts.Select(text => new XElement(Maml + "para", text.Kind == HelpTextKind.Heading ? text.Text.ToUpperInvariant() : text.Text));

    /// <summary>The cmdlet's own parameters, then -WhatIf and -Confirm where it has them.</summary>
    private IEnumerable<ParameterMetadata> VisibleParameters() => ModuleCmdlets.Own(_cmdlet)
        .Concat(_cmdlet.Parameters.Values.Where(parameter => parameter.Name is "WhatIf" or "Confirm"));

    private string Meaning(string parameter) => parameter switch
    {
        "WhatIf" => _language.WhatIf,
        "Confirm" => _language.Confirm,
        _ => _page.Parameters.Single(line => line.Name == parameter).Meaning,
    };

    /// <summary>A switch is off; for what must be given there is none.</summary>
    private string Default(ParameterMetadata parameter)
    {
        string? written = _page.Parameters.SingleOrDefault(line => line.Name == parameter.Name)?.Default;
        return string.IsNullOrEmpty(written) || written == _language.Required ? parameter.SwitchParameter ? "False" : "None" : written;
    }

    private static string[] Values(ParameterMetadata parameter)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType.GetElementType() ?? parameter.ParameterType;
        return type.IsEnum ? Enum.GetNames(type) : [.. parameter.Attributes.OfType<ValidateSetAttribute>().SelectMany(set => set.ValidValues)];
    }

    private static ParameterSetMetadata Flags(ParameterMetadata parameter) => parameter.ParameterSets.Values.First();

    private static ParameterSetMetadata FlagsIn(ParameterMetadata parameter, string set) => parameter.ParameterSets.GetValueOrDefault(set) ?? Flags(parameter);

    private static bool IsPiped(ParameterSetMetadata flags) => flags.ValueFromPipeline || flags.ValueFromPipelineByPropertyName;

    private static string PipelineInput(ParameterSetMetadata flags) => (flags.ValueFromPipeline, flags.ValueFromPipelineByPropertyName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
