// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>
/// What a check found, without the practice and the times: numbers, and the ids of texts. Whole numbers are written with seven bits a byte,
/// the lowest first. A reader skips nothing: a form that it does not know is an error.
/// </summary>
internal sealed class ContentBody
{
    private const byte Form = 1;

    [Flags]
    private enum Marks
    {
        None = 0,
        SharesChecked = 1,
        SharesUnreachable = 2,
        SessionsRead = 4,
        SourcesFailed = 8,
    }

    private Marks _marks;

    public Verdict Verdict { get; private set; }

    public ScopeState Scope { get; private set; }

    /// <summary>0 where there is none, as with the three below.</summary>
    public long RouterModel { get; private set; }

    public long Firmware { get; private set; }

    public long Coverage { get; private set; }

    public long Rechecked { get; private set; }

    public long VantagePoints { get; private set; }

    public long[] OpenPorts { get; private set; } = Array.Empty<long>();

    public long[] Findings { get; private set; } = Array.Empty<long>();

    public long[] Reasons { get; private set; } = Array.Empty<long>();

    private IEnumerable<long> Parts => new[] { RouterModel, Firmware, Coverage, Rechecked, VantagePoints }.Concat(Findings).Concat(Reasons);

    /// <summary>Of a snapshot; its texts are added where they are new.</summary>
    public static ContentBody Of(ExposureSnapshot snapshot, PartTable parts)
    {
        long Id(string? text) => text is null ? 0 : parts.IdOf(text);
        return new ContentBody
        {
            Verdict = snapshot.Verdict,
            Scope = snapshot.Scope,
            _marks = (snapshot.SharesChecked ? Marks.SharesChecked : 0) | (snapshot.SharesUnreachable ? Marks.SharesUnreachable : 0)
                | (snapshot.SessionsRead ? Marks.SessionsRead : 0) | (snapshot.SourcesFailed ? Marks.SourcesFailed : 0),
            RouterModel = Id(snapshot.RouterModel),
            Firmware = Id(snapshot.Firmware),
            Coverage = snapshot.Coverage is null ? 0 : Id(LedgerJson.Write(snapshot.Coverage)),
            Rechecked = snapshot.Rechecked is null ? 0 : Id(LedgerJson.Write(snapshot.Rechecked)),
            VantagePoints = snapshot.VantagePoints.Length == 0 ? 0 : Id(LedgerJson.Write(snapshot.VantagePoints)),
            OpenPorts = snapshot.OpenPorts.Select(port => (long)port).ToArray(),
            Findings = snapshot.Findings.Select(finding => Id(LedgerJson.Write(finding))).ToArray(),
            Reasons = snapshot.Reasons.Select(reason => Id(LedgerJson.Write(reason))).ToArray(),
        };
    }

    /// <exception cref="InvalidDataException">It is not what was written.</exception>
    public static ContentBody Read(byte[] bytes)
    {
        int at = 0;
        long Next()
        {
            long value = 0;
            for (int shift = 0; shift < 63; shift += 7)
            {
                byte part = at < bytes.Length ? bytes[at++] : throw Damaged();
                value |= (long)(part & 0x7F) << shift;
                if (part < 0x80)
                {
                    return value;
                }
            }

            throw Damaged();
        }

        long[] Several()
        {
            long count = Next();
            if (count > bytes.Length)
            {
                throw Damaged();
            }

            long[] values = new long[count];
            for (int index = 0; index < values.Length; index++)
            {
                values[index] = Next();
            }

            return values;
        }

        if (Next() != Form)
        {
            throw Damaged();
        }

        ContentBody body = new()
        {
            Verdict = (Verdict)Next(),
            Scope = (ScopeState)Next(),
            _marks = (Marks)Next(),
            RouterModel = Next(),
            Firmware = Next(),
            Coverage = Next(),
            Rechecked = Next(),
            VantagePoints = Next(),
            OpenPorts = Several(),
            Findings = Several(),
            Reasons = Several(),
        };
        return at == bytes.Length ? body : throw Damaged();
    }

    public byte[] ToBytes()
    {
        using MemoryStream bytes = new();
        Write(bytes, Form);
        WriteNumbers(bytes);
        Write(bytes, RouterModel);
        Write(bytes, Firmware);
        Write(bytes, Coverage);
        Write(bytes, Rechecked);
        Write(bytes, VantagePoints);
        Write(bytes, OpenPorts);
        Write(bytes, Findings);
        Write(bytes, Reasons);
        return bytes.ToArray();
    }

    /// <summary>SHA-256 over the numbers and the digests of the texts: the same in every file, whatever ids the texts have there.</summary>
    public byte[] DigestOf(PartTable parts, SHA256 sha)
    {
        byte[] none = new byte[EntryChain.HashLength];
        using MemoryStream bytes = new(1024);
        Write(bytes, Form);
        WriteNumbers(bytes);
        Write(bytes, OpenPorts);
        Write(bytes, Findings.Length);
        Write(bytes, Reasons.Length);
        foreach (long part in Parts)
        {
            bytes.Write(part == 0 ? none : parts.Get(part).Digest, 0, none.Length);
        }

        return sha.ComputeHash(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>The snapshot, without practice and times.</summary>
    public ExposureSnapshot ToSnapshot(PartTable parts, bool withReasons = true) => new()
    {
        Verdict = Verdict,
        Scope = Scope,
        SharesChecked = _marks.HasFlag(Marks.SharesChecked),
        SharesUnreachable = _marks.HasFlag(Marks.SharesUnreachable),
        SessionsRead = _marks.HasFlag(Marks.SessionsRead),
        SourcesFailed = _marks.HasFlag(Marks.SourcesFailed),
        RouterModel = RouterModel == 0 ? null : parts.Get(RouterModel).Text,
        Firmware = Firmware == 0 ? null : parts.Get(Firmware).Text,
        Coverage = Coverage == 0 ? null : parts.Get(Coverage).As<SnapshotCoverage>(),
        Rechecked = Rechecked == 0 ? null : parts.Get(Rechecked).As<string[]>(),
        VantagePoints = VantagePoints == 0 ? Array.Empty<string>() : parts.Get(VantagePoints).As<string[]>(),
        OpenPorts = OpenPorts.Select(port => (int)port).ToArray(),
        Findings = Findings.Select(finding => parts.Get(finding).As<SnapshotFinding>()).ToArray(),
        Reasons = withReasons ? Reasons.Select(reason => parts.Get(reason).As<Evidence>()).ToArray() : Array.Empty<Evidence>(),
    };

    private static InvalidDataException Damaged() => new("The ledger is damaged: what a check found cannot be read.");

    private static void Write(Stream bytes, long value)
    {
        for (ulong rest = (ulong)value; ; rest >>= 7)
        {
            if (rest < 0x80)
            {
                bytes.WriteByte((byte)rest);
                return;
            }

            bytes.WriteByte((byte)(rest | 0x80));
        }
    }

    private static void Write(Stream bytes, long[] values)
    {
        Write(bytes, values.Length);
        foreach (long value in values)
        {
            Write(bytes, value);
        }
    }

    private void WriteNumbers(Stream bytes)
    {
        Write(bytes, (long)Verdict);
        Write(bytes, (long)Scope);
        Write(bytes, (long)_marks);
    }
}
