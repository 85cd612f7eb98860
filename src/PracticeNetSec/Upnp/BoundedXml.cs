// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using PracticeNetSec.Model;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Upnp;

/// <summary>
/// XML from an untrusted device: no document type, so no entities; bounded in length, depth, number of
/// elements and length of a text. Nothing outside the text is ever fetched.
/// </summary>
internal sealed class BoundedXml
{
    private const int MaxDocumentLength = 256 * 1024; // characters
    private const int MaxNesting = 24; // an IGD's description needs 11
    private const int MaxElements = 8192;
    private const int MaxTextLength = 512;

    private readonly List<XmlLeaf> _leaves = new();
    private readonly Stack<OpenElement> _open = new();
    private int _elements;

    private BoundedXml()
    {
    }

    /// <summary>Local name of the outermost element.</summary>
    public string RootName { get; private set; } = "";

    /// <summary>Name space of the outermost element.</summary>
    public string RootNamespace { get; private set; } = "";

    /// <summary>In the order of the document.</summary>
    public IReadOnlyList<XmlLeaf> Leaves => _leaves;

    /// <exception cref="UpnpFormatException">It is not XML, or exceeds the limits.</exception>
    public static BoundedXml Read(string text)
    {
        XmlReaderSettings settings = new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaxDocumentLength,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        BoundedXml document = new();
        try
        {
            using XmlReader reader = XmlReader.Create(new StringReader(text.TrimStart('\uFEFF', ' ', '\r', '\n', '\t')), settings);
            while (reader.Read())
            {
                document.Take(reader);
            }
        }
        catch (XmlException broken)
        {
            throw new UpnpFormatException(EvidenceOf.UpnpXmlMalformed(), broken);
        }

        return document;
    }

    /// <summary>The first text of that name inside an element of that name; null when there is none.</summary>
    public string? Find(string parentName, string name) =>
        _leaves.FirstOrDefault(leaf => leaf.ParentName == parentName && leaf.Name == name)?.Value;

    private void Take(XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                Open(reader);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA when _open.Count > 0:
                _open.Peek().Append(reader.Value);
                break;
            case XmlNodeType.EndElement:
                Close();
                break;
        }
    }

    private void Open(XmlReader reader)
    {
        if (_open.Count >= MaxNesting || ++_elements > MaxElements)
        {
            throw new UpnpFormatException(EvidenceOf.UpnpXmlTooLarge());
        }

        if (_open.Count == 0)
        {
            (RootName, RootNamespace) = (reader.LocalName, reader.NamespaceURI);
        }
        else
        {
            _open.Peek().HasElements = true;
        }

        _open.Push(new OpenElement(reader.LocalName, _elements));
        if (reader.IsEmptyElement)
        {
            Close();
        }
    }

    private void Close()
    {
        OpenElement closed = _open.Pop();
        if (!closed.HasElements)
        {
            OpenElement? parent = _open.Count == 0 ? null : _open.Peek();
            _leaves.Add(new XmlLeaf(closed.Name, closed.Text, parent?.Number ?? 0, parent?.Name ?? ""));
        }
    }

    private sealed class OpenElement
    {
        private StringBuilder? _text;

        public OpenElement(string name, int number)
        {
            Name = name;
            Number = number;
        }

        public string Name { get; }

        public int Number { get; }

        public bool HasElements { get; set; }

        public string Text => _text?.ToString().Trim() ?? "";

        public void Append(string text)
        {
            _text ??= new StringBuilder();
            foreach (char c in text.Take(MaxTextLength - _text.Length))
            {
                // Line breaks would let a device inject lines into the evidence lists, bidi marks reorder a line.
                _text.Append(DeviceText.IsShown(c) ? c : ' ');
            }
        }
    }
}
