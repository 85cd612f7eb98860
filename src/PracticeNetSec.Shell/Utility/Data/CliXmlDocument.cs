// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Management.Automation;
using System.Xml;
using System.Xml.Linq;

namespace PracticeNetSec.Shell.Utility;

/// <summary>
/// Collects objects into one CLIXML document (MS-PSRP 2.2.5). The engine serializes one object per document and
/// starts its reference numbers anew each time; here they go on from object to object.
/// </summary>
internal sealed class CliXmlDocument(int depth)
{
    private XElement? _root;
    private int _nextReference;

    /// <summary>Adds an object, as deep as the caller or the object's type data (SerializationDepth) asks.</summary>
    internal void Add(object? item)
    {
        XElement document = XElement.Parse(PSSerializer.Serialize(item, depth), LoadOptions.PreserveWhitespace);
        int offset = _nextReference;
        foreach (XElement element in document.Descendants())
        {
            if (element.Attribute("RefId") is { } reference)
            {
                int number = int.Parse(reference.Value, CultureInfo.InvariantCulture) + offset;
                reference.SetValue(number);
                _nextReference = number >= _nextReference ? number + 1 : _nextReference;
            }
        }

        if (_root is null)
        {
            _root = document;
        }
        else
        {
            _root.Add(document.Nodes());
        }
    }

    internal void Save(XmlWriter writer) =>
        (_root ?? XElement.Parse("<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\" />")).Save(writer);
}
