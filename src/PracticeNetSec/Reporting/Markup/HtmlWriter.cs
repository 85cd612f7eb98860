// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Xml;

namespace PracticeNetSec.Reporting.Markup;

/// <summary>Writes HTML5 that is well-formed XML as well. Everything written as text is encoded and sanitized.</summary>
internal sealed class HtmlWriter : IDisposable
{
    private static readonly string[] Void = { "meta", "br" };

    private readonly XmlWriter _xml;

    public HtmlWriter(TextWriter output)
    {
        _xml = XmlWriter.Create(output, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = false, CloseOutput = false, NewLineHandling = NewLineHandling.None });
        _xml.WriteDocType("html", null, null, null);
    }

    /// <summary>An element with content of its own.</summary>
    /// <param name="name">Element name, in lower case.</param>
    /// <param name="attributes">Names and values in turn.</param>
    /// <param name="content">Writes what is inside.</param>
    public void Element(string name, string[] attributes, Action content)
    {
        _xml.WriteStartElement(name);
        for (int index = 0; index < attributes.Length; index += 2)
        {
            _xml.WriteAttributeString(attributes[index], attributes[index + 1]);
        }

        content();
        if (Void.Contains(name, StringComparer.Ordinal))
        {
            _xml.WriteEndElement();
        }
        else
        {
            // <div/> would be read as an open tag by an HTML parser.
            _xml.WriteFullEndElement();
        }
    }

    /// <summary>An element with one attribute and content of its own.</summary>
    public void Element(string name, string attribute, string value, Action content) => Element(name, new[] { attribute, value }, content);

    public void Element(string name, Action content) => Element(name, Array.Empty<string>(), content);

    /// <summary>An element that contains a text of this module, already sanitized where it includes untrusted values.</summary>
    public void Element(string name, string text, params string[] attributes) => Element(name, attributes, () =>
    {
        // Even an empty text would make <br></br> of a void element, which a parser reads as two.
        if (text.Length > 0)
        {
            Text(text);
        }
    });

    public void Text(string text) => _xml.WriteString(text);

    public void Dispose() => _xml.Dispose();
}
