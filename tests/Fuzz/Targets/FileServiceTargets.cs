// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using PracticeNetSec.FileServices;
using PracticeNetSec.Fuzz.Engine;

namespace PracticeNetSec.Fuzz.Targets;

/// <summary>What servers of FTP, AFP, NFS, rsync and DICOM answer. The seeds are the shapes that their specifications show.</summary>
internal static class FileServiceTargets
{
    private const uint CallId = 7;

    private static readonly Type Foreign = typeof(ServiceFormatException);

    public static IEnumerable<FuzzTarget> All()
    {
        yield return new FuzzTarget("ftp-reply", Ftp, Recorded.Texts("220-Willkommen\r\n Datei\r\n220 ready", "229 Entering Extended Passive Mode (|||6446|)", "230 Login", "530"), Foreign)
        {
            Words = Recorded.Texts("\r\n", "229 ", "(|||", "|)", "220-", "220 ", "\u001b[2J", "(!!!", "65536"),
        };
        yield return new FuzzTarget("afp-status", Afp, [Hex("01030001000000000000003200000000" + AfpBlock), Hex(AfpBlock)], Foreign);
        yield return new FuzzTarget(
            "onc-rpc-reply",
            Rpc,
            [
                Hex("80000018" + "0000000700000001000000000000000000000000" + "00000000"),
                Hex("80000030" + "0000000700000001000000000000000000000000" + "00000001000186a3000000030000000600000801" + "00000000"),
                Hex("8000003c" + "0000000700000001000000000000000000000000" + "00000001000000042f73727600000001000000023130000000000000" + "00000000"),
                Hex("80000020" + "0000000700000001000000000000000000000002" + "0000000200000004"),
            ],
            Foreign);
        yield return new FuzzTarget("rsync-list", Rsync, Recorded.Texts("Willkommen\n\npraxis         \tDaten\nbackup         \t\n@RSYNCD: EXIT\n", "@RSYNCD: 31.0\n"), Foreign)
        {
            Words = Recorded.Texts("\n", "\t", "@RSYNCD: ", "@ERROR", "               \t"),
        };
        yield return new FuzzTarget(
            "dicom-unit",
            Dicom,
            [
                Hex("0200" + "00000060" + "0001" + "0000" + new string('0', 128) + "21000004" + "01000000" + "50000010" + "5200000c" + "312e322e3834302e31303031"),
                Hex("03000000000400010103"),
                Hex("040000000054" + "00000050" + "0103" + "00000000040000003e000000" + "00000002120000003100" + "00000001020000003080" + "0000000902000000" + "0000"),
            ],
            Foreign);
    }

    // machine at 24, versions at 32, login methods at 40; the server's name behind the offsets.
    private const string AfpBlock = "0018002000280000" + "0000" + "06" + "507261786973" + "00000000000000" + "074e65746174616c" + "01064146502033" + "2e01" + "0f4e6f20557365722041757468656e74";

    private static byte[] Hex(string digits) => Convert.FromHexString(digits);

    private static void Ftp(byte[] answer)
    {
        string[] lines = Encoding.UTF8.GetString(answer).Split("\r\n");
        FtpReply reply = FtpReply.Decode(lines);
        Property.Holds(reply.Code is >= 0 and <= 999 && reply.Lines.Count == lines.Length, "a reply that cannot be");
        Property.Holds(FtpReply.PassivePort(reply) is null or (> 0 and <= 65535), "a port that does not exist");
        FtpReply.IsLast(lines[0], lines[^1]);
    }

    private static void Afp(byte[] answer)
    {
        const int HeaderLength = 16;
        if (answer.Length >= HeaderLength && answer[0] == 1)
        {
            int length = AfpStatus.DecodeHeader(answer[..HeaderLength]);
            Property.Holds(length is > 0 and <= AfpStatus.MaxBytes, "a block larger than is read");
            answer = answer[HeaderLength..];
        }

        AfpStatus status = AfpStatus.Decode(answer);
        Property.Holds(status.LoginMethods.Count <= byte.MaxValue, "more methods than a byte counts");
    }

    private static void Rpc(byte[] answer)
    {
        const int MarkLength = 4;
        if (answer.Length < MarkLength)
        {
            return;
        }

        (int length, _) = OncRpc.DecodeMark(answer[..MarkLength]);
        Property.Holds(length >= 0, "a negative length");
        byte[] reply = answer[MarkLength..];
        Tolerate(() => OncRpc.DecodeVersions(reply, CallId, 3));
        byte[] results = OncRpc.DecodeReply(reply, CallId);
        Tolerate(() => Property.Holds(OncRpc.DecodePorts(results).All(port => port.Port is > 0 and <= 65535), "a port that does not exist"));
        OncRpc.DecodeExports(results);
    }

    private static void Rsync(byte[] answer)
    {
        string[] modules = RsyncProbe.Modules(Encoding.UTF8.GetString(answer).Split('\n')).ToArray();
        Property.Holds(modules.All(module => module.Trim().Length > 0), "a module without a name");
    }

    private static void Dicom(byte[] answer)
    {
        const int HeaderLength = 6;
        if (answer.Length < HeaderLength)
        {
            return;
        }

        (byte type, int length) = DicomPdu.DecodeHeader(answer[..HeaderLength]);
        Property.Holds(length is >= 0 and <= DicomPdu.MaxBytes, "a unit larger than is read");
        byte[] body = answer[HeaderLength..];
        switch (type)
        {
            case DicomPdu.AssociateAccept:
                DicomPdu.DecodeAccept(body);
                break;
            case DicomPdu.AssociateReject:
                DicomPdu.DecodeReject(body);
                break;
            default:
                DicomPdu.DecodeEcho(body);
                break;
        }
    }

    /// <summary>The bytes may be those of another of the answers.</summary>
    private static void Tolerate(Action decode)
    {
        try
        {
            decode();
        }
        catch (ServiceFormatException)
        {
            // Documented.
        }
    }
}
