// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml;
using PracticeNetSec.Files;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers.Configuration;

/// <summary>
/// The wanted elements of an XML file, one by one, as a stream: no document type, so no entities; bounded in length, depth and text. The
/// text of any other element is not kept.
/// </summary>
internal sealed class XmlEntries
{
    private const int MaxNesting = 48;
    private const int MaxTextLength = 4096;

    private readonly XmlReader _reader;
    private readonly string _name;
    private readonly Func<string, IReadOnlyCollection<string>?> _wanted;
    private readonly List<string> _path = new();

    /// <param name="text">The file.</param>
    /// <param name="name">Its name, for errors.</param>
    /// <param name="wanted">By the path of an element below the root: the paths below it that are kept; null where it is not wanted.</param>
    public XmlEntries(TextReader text, string name, Func<string, IReadOnlyCollection<string>?> wanted)
    {
        XmlReaderSettings settings = new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = BoundedLineReader.MaxTextLength,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };
        (_reader, _name, _wanted) = (XmlReader.Create(text, settings), name, wanted);
    }

    /// <summary>The name of the outermost element.</summary>
    /// <exception cref="InputException"><c>NotAConfiguration</c>: it is not XML.</exception>
    public string ReadRoot()
    {
        Guarded(() => _reader.MoveToContent() == XmlNodeType.Element);
        return _reader.NodeType == XmlNodeType.Element ? _reader.LocalName : "";
    }

    /// <summary>The wanted elements, in the order of the file.</summary>
    /// <exception cref="InputException"><c>NotAConfiguration</c>: it is not whole XML, or exceeds the limits.</exception>
    public IEnumerable<ConfigurationEntry> Read()
    {
        while (Guarded(_reader.Read))
        {
            if (_reader.NodeType == XmlNodeType.EndElement && _path.Count > 0)
            {
                _path.RemoveAt(_path.Count - 1);
            }
            else if (_reader.NodeType == XmlNodeType.Element)
            {
                string path = Push();
                if (_wanted(path) is { } kept)
                {
                    yield return ReadEntry(path, kept);
                }
                else if (_reader.IsEmptyElement)
                {
                    _path.RemoveAt(_path.Count - 1);
                }
            }
        }
    }

    private string Push()
    {
        if (_path.Count == MaxNesting)
        {
            throw NotUsable("it is nested more deeply than any configuration");
        }

        _path.Add(_reader.LocalName);
        return string.Join("/", _path);
    }

    /// <summary>Reads to the end of the element, which is then left.</summary>
    private ConfigurationEntry ReadEntry(string path, IReadOnlyCollection<string> kept)
    {
        ConfigurationEntry entry = new(path, (_reader as IXmlLineInfo)?.LineNumber ?? 0);
        int depth = _path.Count;
        bool isEmpty = _reader.IsEmptyElement;
        while (!isEmpty && Guarded(_reader.Read))
        {
            if (_reader.NodeType == XmlNodeType.Element)
            {
                Push();
                string name = string.Join("/", _path.Skip(depth));
                if (kept.Contains(name))
                {
                    entry.Add(name, "");
                }

                if (_reader.IsEmptyElement)
                {
                    _path.RemoveAt(_path.Count - 1);
                }
            }
            else if (_reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && kept.Contains(string.Join("/", _path.Skip(depth))))
            {
                string name = string.Join("/", _path.Skip(depth));
                string value = Guarded(() => _reader.Value);
                if (value.Length > MaxTextLength)
                {
                    throw NotUsable("a setting is longer than any that is read");
                }

                entry.Add(name, value.Trim());
            }
            else if (_reader.NodeType == XmlNodeType.EndElement)
            {
                if (_path.Count == depth)
                {
                    break;
                }

                _path.RemoveAt(_path.Count - 1);
            }
        }

        _path.RemoveAt(_path.Count - 1);
        return entry;
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException broken)
        {
            throw new InputException("NotAConfiguration", $"'{InputException.Quote(_name)}', line {broken.LineNumber}: it is not whole XML.", broken);
        }
    }

    private InputException NotUsable(string why) => new("NotAConfiguration", $"'{InputException.Quote(_name)}', line {(_reader as IXmlLineInfo)?.LineNumber}: {why}.");
}
