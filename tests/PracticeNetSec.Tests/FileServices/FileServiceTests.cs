// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PracticeNetSec.FileServices;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.FileServices;

public class FileServiceTests
{
    public static TheoryData<FileService> Services => new(Enum.GetValues<FileService>());

    [Fact]
    public async Task The_server_header_of_WebDAV_is_reported_verbatim()
    {
        using ScriptedService server = new(async (stream, stop) =>
        {
            byte[] question = await ScriptedService.ReadAsync(stream, stop);
            if (question.Length > 0)
            {
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nServer: Apache/2.4.71 (Debian)\r\nDAV: 1,2\r\nDAV: <http://apache.org/dav/propset/fs/1>\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), stop);
            }
        });

        FileServiceResult seen = await AskAsync(FileService.WebDav, server.Port);

        Assert.Equal((true, "Apache/2.4.71 (Debian)"), (seen.Answers, seen.Banner));
        Assert.Contains(EvidenceOf.WebdavClasses("1,2, <http://apache.org/dav/propset/fs/1>"), seen.Details);
    }

    [Fact]
    public async Task AFP_reports_its_name_and_whether_guests_are_allowed()
    {
        using ScriptedService server = new(async (stream, stop) =>
        {
            byte[] question = await ScriptedService.ReadAsync(stream, stop);
            Assert.Equal(AfpStatus.Request(), question);
            byte[] block = AfpBlock();
            byte[] header = new byte[16];
            (header[0], header[1], header[3]) = (1, 3, 1);
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), block.Length);
            await stream.WriteAsync(header.Concat(block).ToArray(), stop);
        });

        FileServiceResult seen = await AskAsync(FileService.Afp, server.Port);

        Assert.Equal((true, true, "NAS, Netatalk3.1"), (seen.Answers, seen.OpenToStrangers, seen.Banner));
        Assert.Contains(EvidenceOf.ServiceLoginMethod("No User Authent"), seen.Details);
    }

    [Fact]
    public async Task NFS_reports_its_exports_and_their_clients()
    {
        using ScriptedService mountd = new(async (stream, stop) =>
        {
            await ScriptedService.ReadAsync(stream, stop);
            await stream.WriteAsync(RpcReply(1, "/srv/patienten", 0, 1, "/srv/intern", 1, "10.0.0.0/24", 0, 0), stop);
        });
        int mountPort = mountd.Port;
        using ScriptedService portmap = new(async (stream, stop) =>
        {
            await ScriptedService.ReadAsync(stream, stop);
            await stream.WriteAsync(RpcReply(1, 100003, 3, 6, 2049, 1, 100005, 3, 6, mountPort, 1, 100005, 3, 17, 999, 0), stop);
        });

        FileServiceResult seen = await AskAsync(FileService.Nfs, portmap.Port);

        Assert.Equal((true, true), (seen.Answers, seen.OpenToStrangers));
        Assert.Equal([EvidenceOf.NfsExportEveryone("/srv/patienten"), EvidenceOf.NfsExport("/srv/intern", "10.0.0.0/24")], seen.Details);
    }

    [Theory]
    [InlineData(FileService.Dicom)]
    [InlineData(FileService.DicomEcho)]
    public async Task DICOM_that_accepts_an_unknown_caller_is_open_and_echoes_only_on_request(FileService service)
    {
        ConcurrentQueue<byte> units = new();
        using ScriptedService server = new(async (stream, stop) =>
        {
            for (byte[] unit = await ScriptedService.ReadAsync(stream, stop); unit.Length > 0; unit = await ScriptedService.ReadAsync(stream, stop))
            {
                units.Enqueue(unit[0]);
                await stream.WriteAsync(unit[0] == 1 ? DicomAccept() : unit[0] == 4 ? DicomEchoAnswer() : new byte[] { 6, 0, 0, 0, 0, 4, 0, 0, 0, 0 }, stop);
            }
        });

        FileServiceResult seen = await AskAsync(service, server.Port);

        Assert.Equal((true, true, "DCMTK_367"), (seen.Answers, seen.OpenToStrangers, seen.Banner));
        Assert.Equal(service == FileService.DicomEcho, seen.Details.Contains(EvidenceOf.DicomEcho()));
        Assert.Equal(service == FileService.DicomEcho, units.Contains((byte)4));
    }

    [Fact]
    public async Task DICOM_that_refuses_an_unknown_caller_is_not()
    {
        using ScriptedService server = new(async (stream, stop) =>
        {
            await ScriptedService.ReadAsync(stream, stop);
            await stream.WriteAsync(new byte[] { 3, 0, 0, 0, 0, 4, 0, 1, 1, 3 }, stop);
        });

        FileServiceResult seen = await AskAsync(FileService.Dicom, server.Port);

        Assert.Equal((true, false), (seen.Answers, seen.OpenToStrangers));
        Assert.Equal(EvidenceOf.DicomRefused(EvidenceOf.DicomCallerUnknown()), Assert.Single(seen.Details));
    }

    /// <summary>RFC 4918 section 9.1: whether the root is listed shows in the answer to PROPFIND; OPTIONS does not show who has access.</summary>
    [Theory]
    [InlineData("HTTP/1.1 207 Multi-Status\r\n", "<D:multistatus xmlns:D='DAV:'><D:response><D:href>/</D:href><D:propstat><D:prop><D:resourcetype><D:collection/></D:resourcetype></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response></D:multistatus>", true)]
    [InlineData("HTTP/1.1 207 Multi-Status\r\nDAV: 1, calendar-access\r\n", "<D:multistatus xmlns:D='DAV:'><D:response><D:href>/</D:href><D:propstat><D:prop><D:resourcetype><D:collection/></D:resourcetype></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response></D:multistatus>", null)]
    [InlineData("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\n", "", false)]
    [InlineData("HTTP/1.1 403 Forbidden\r\n", "", null)]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\n", "", null)]
    [InlineData("HTTP/1.1 200 OK\r\n", "", null)]
    public async Task WebDAV_is_recognised_by_OPTIONS_and_PROPFIND_shows_whether_its_root_is_listed(string head, string body, bool? isOpen)
    {
        ConcurrentQueue<string> said = new();
        using ScriptedService server = new(async (stream, stop) =>
        {
            string question = Encoding.ASCII.GetString(await ScriptedService.ReadAsync(stream, stop));
            said.Enqueue(question);
            string answer = question.StartsWith("OPTIONS", StringComparison.Ordinal) ? "HTTP/1.1 200 OK\r\nDAV: 1, 2\r\nServer: Apache\r\nContent-Length: 0\r\n\r\n" : $"{head}Content-Length: {body.Length}\r\n\r\n{body}";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), stop);
        });

        FileServiceResult seen = await AskAsync(FileService.WebDav, server.Port);

        Assert.Equal((true, isOpen, "Apache"), (seen.Answers, seen.OpenToStrangers, seen.Banner));
        string[] questions = said.Where(line => line.Length > 0).Select(line => line.Split('\r')[0]).ToArray();
        Assert.Equal("OPTIONS / HTTP/1.1", questions[0]);
        Assert.All(questions[1..], line => Assert.Equal("PROPFIND / HTTP/1.1", line));
        Assert.All(said.Where(line => line.StartsWith("PROPFIND", StringComparison.Ordinal)), line => Assert.Contains("Depth: 0", line, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_closed_port_is_a_result(FileService service)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        FileServiceResult seen = await AskAsync(service, port);

        Assert.Equal((PortState.Closed, null), (seen.State, seen.Answers));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Silence_slow_answers_floods_malformed_data_and_disconnects_end_in_time(FileService service)
    {
        Func<NetworkStream, System.Threading.CancellationToken, Task>[] behaviours =
        {
            (_, stop) => Task.Delay(-1, stop),
            async (stream, stop) =>
            {
                for (int i = 0; ; i++)
                {
                    await stream.WriteAsync(new[] { (byte)'2' }, stop);
                    await Task.Delay(20, stop);
                }
            },
            async (stream, stop) =>
            {
                byte[] flood = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("220-x\n", 2000)));
                while (true)
                {
                    await stream.WriteAsync(flood, stop);
                }
            },
            async (stream, stop) =>
            {
                byte[] noise = new byte[3000];
                new Random(1).NextBytes(noise);
                await stream.WriteAsync(noise, stop);
                await Task.Delay(-1, stop);
            },
            (_, _) => Task.CompletedTask,
        };
        Stopwatch clock = Stopwatch.StartNew();
        await Task.WhenAll(behaviours.Select(async behaviour =>
        {
            using ScriptedService server = new(behaviour);
            FileServiceResult seen = await AskAsync(service, server.Port, TimeSpan.FromMilliseconds(400));

            Assert.NotEqual(true, seen.OpenToStrangers);
            Assert.True(seen.Details.Length <= 100);
        }));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(8), $"{clock.Elapsed}");
    }

    [Property(MaxTest = 2000)]
    public Property Arbitrary_bytes_give_a_message_or_a_format_error(byte[] bytes)
    {
        byte[] data = bytes ?? Array.Empty<byte>();
        Action[] decoders =
        {
            () => AfpStatus.Decode(data),
            () => AfpStatus.DecodeHeader(data),
            () => OncRpc.DecodeReply(data, 1),
            () => OncRpc.DecodePorts(data),
            () => OncRpc.DecodeExports(data),
            () => DicomPdu.DecodeHeader(data),
            () => DicomPdu.DecodeAccept(data),
            () => DicomPdu.DecodeAccept(new byte[68].Concat(data).ToArray()),
            () => DicomPdu.DecodeReject(data),
            () => DicomPdu.DecodeEcho(data),
            () => FtpReply.Decode(Encoding.ASCII.GetString(data).Split('\n')),
            () => Assert.True(FtpReply.PassivePort(new FtpReply(229, Encoding.ASCII.GetString(data).Split('\n'))) is null or (> 0 and <= 65535)),
            () => Assert.True(FtpReply.PassivePort(new FtpReply(229, [$"({Encoding.ASCII.GetString(data)})"])) is null or (> 0 and <= 65535)),
            () => Assert.NotNull(RsyncProbe.Modules(Encoding.ASCII.GetString(data).Split('\n')).ToArray()),
        };
        return decoders.All(decode => Record.Exception(decode) is null or ServiceFormatException).ToProperty();
    }

    [Fact]
    public void No_request_names_or_changes_a_file()
    {
        Assert.Equal(new[] { "FEAT\r\n", "USER anonymous\r\n", "PASS anonymous@example.invalid\r\n", "EPSV\r\n", "NLST\r\n", "QUIT\r\n", "AUTH TLS\r\n" }, new[]
        {
            Encoding.ASCII.GetString(FtpCommand.Features), Encoding.ASCII.GetString(FtpCommand.UserAnonymous), Encoding.ASCII.GetString(FtpCommand.PassAnonymous),
            Encoding.ASCII.GetString(FtpCommand.ExtendedPassive), Encoding.ASCII.GetString(FtpCommand.NameList), Encoding.ASCII.GetString(FtpCommand.Quit), Encoding.ASCII.GetString(FtpCommand.AuthTls),
        });
        Assert.Equal(
            new[] { (100000, 4), (100005, 5), (100003, 0) },
            Enum.GetValues<RpcQuestion>().Select(question => OncRpc.Encode(1, question)).Select(call => (
                BinaryPrimitives.ReadInt32BigEndian(call.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(call.AsSpan(24)))));
        Assert.Equal(3, AfpStatus.Request()[1]); // DSIGetStatus
        string request = Encoding.ASCII.GetString(DicomPdu.AssociateRequest());
        Assert.Contains("1.2.840.10008.1.1", request, StringComparison.Ordinal); // Verification
        Assert.DoesNotContain("1.2.840.10008.5", request, StringComparison.Ordinal); // storage, query, retrieve
        Assert.Equal(4, DicomPdu.EchoRequest()[0]);
    }

    private static async Task<FileServiceResult> AskAsync(FileService service, int port, TimeSpan? timeout = null) => Assert.Single(
        await FileServiceExaminer.ExamineAsync(IPAddress.Loopback, new[] { service }, _ => new[] { port }, timeout ?? TimeSpan.FromSeconds(10), [], default));

    private static byte[] AfpBlock()
    {
        byte[] Texts(params string[] texts) => texts.SelectMany(text => new[] { (byte)text.Length }.Concat(Encoding.ASCII.GetBytes(text))).ToArray();
        byte[] name = Texts("NAS"), machine = Texts("Netatalk3.1"), versions = Texts("AFP3.4").Prepend((byte)1).ToArray();
        byte[] methods = Texts("DHX2", "No User Authent").Prepend((byte)2).ToArray();
        byte[] offsets = new byte[10];
        int at = 10 + name.Length;
        foreach ((byte[] part, int i) in new[] { machine, versions, methods }.Select((part, i) => (part, i)))
        {
            BinaryPrimitives.WriteUInt16BigEndian(offsets.AsSpan(2 * i), (ushort)at);
            at += part.Length;
        }

        return offsets.Concat(name).Concat(machine).Concat(versions).Concat(methods).ToArray();
    }

    /// <summary>An accepted reply with numbers and texts in XDR, in one fragment.</summary>
    private static byte[] RpcReply(params object[] results)
    {
        byte[] Word(int value)
        {
            byte[] word = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(word, value);
            return word;
        }

        byte[] body = new[] { 0x504E5300, 1, 0, 0, 0, 0 }.SelectMany(Word).Concat(results.SelectMany(result => result is string text
            ? Word(text.Length).Concat(Encoding.ASCII.GetBytes(text)).Concat(new byte[(4 - (text.Length % 4)) % 4])
            : Word((int)result))).ToArray();
        return Word(int.MinValue | body.Length).Concat(body).ToArray();
    }

    private static byte[] DicomAccept()
    {
        byte[] context = { 0x21, 0, 0, 4, 1, 0, 0, 0 };
        byte[] name = new byte[] { 0x55, 0, 0, 9 }.Concat("DCMTK_367"u8.ToArray()).ToArray();
        byte[] body = new byte[68].Concat(context).Concat(new byte[] { 0x50, 0, 0, (byte)name.Length }).Concat(name).ToArray();
        return new byte[] { 2, 0, 0, 0, 0, (byte)body.Length }.Concat(body).ToArray();
    }

    private static byte[] DicomEchoAnswer()
    {
        byte[] command = { 0, 0, 0, 1, 2, 0, 0, 0, 0x30, 0x80, 0, 0, 0, 9, 2, 0, 0, 0, 0, 0 };
        byte[] value = new byte[] { 0, 0, 0, (byte)(command.Length + 2), 1, 3 }.Concat(command).ToArray();
        return new byte[] { 4, 0, 0, 0, 0, (byte)value.Length }.Concat(value).ToArray();
    }
}
