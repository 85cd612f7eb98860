// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Tests.Smb;
using Xunit;

namespace PracticeNetSec.Tests.Shares.Inspection;

/// <summary>Servers that want to hang, crash, fill or fool us: the examination ends in time with a result that claims no safety.</summary>
public class HostileServerTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Total = TimeSpan.FromSeconds(6);

    /// <summary>
    /// Frames of one session: negotiate, two session setups, IPC$, the pipe with bind, the list, closing both,
    /// a share, a root, a folder, the farewells.
    /// </summary>
    private static readonly int[] Steps = { 0, 1, 2, 3, 4, 5, 6, 7, 9, 12, 15 };

    private delegate Task<bool> Fault(FakeConnection connection, byte[][] answers);

    [Theory]
    [InlineData(nameof(Silence))]
    [InlineData(nameof(Reset))]
    [InlineData(nameof(HangUp))]
    [InlineData(nameof(Garbage))]
    [InlineData(nameof(WrongMessageId))]
    [InlineData(nameof(WrongCommand))]
    [InlineData(nameof(NoCredits))]
    [InlineData(nameof(HugeLength))]
    [InlineData(nameof(HugeLengthThenSilence))]
    [InlineData(nameof(SlowDrip))]
    [InlineData(nameof(EndlessPending))]
    [InlineData(nameof(KeepAlives))]
    [InlineData(nameof(Request))]
    [InlineData(nameof(Truncated))]
    [InlineData(nameof(Twice))]
    [InlineData(nameof(EncryptedMessage))]
    public async Task Whatever_a_server_does_at_any_step_the_examination_ends_in_time_with_a_result(string fault) =>
        await Task.WhenAll(Steps.Select(step => EndsInTimeAsync(fault, step)));

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("220 ftp ready\r\n")]
    public async Task Another_service_on_the_port_is_distinguished_from_SMB(string greeting)
    {
        using FakeServer server = new(async connection =>
        {
            await connection.WriteAsync(Encoding.ASCII.GetBytes(greeting));
            await connection.SilenceAsync();
        });

        ShareReachability seen = await ShareExaminer.ExamineAsync("127.0.0.1", server.Port, Options(), default);

        Assert.Equal((PortState.Open, Verdict.Undetermined), (seen.State, seen.Verdict));
        Assert.Empty(seen.Dialects);
        Assert.Contains(EvidenceOf.ShareNoSmb(server.Port), seen.Reasons);
        Assert.Contains(seen.Reasons, reason => reason.Get<Evidence>("cause")?.Code == EvidenceCode.SmbOtherProtocol);
    }

    [Fact]
    public async Task A_connection_reset_as_soon_as_it_is_accepted_is_open_then_reset()
    {
        using FakeServer server = new(connection =>
        {
            connection.Reset();
            return Task.CompletedTask;
        });

        ShareReachability seen = await ShareExaminer.ExamineAsync("127.0.0.1", server.Port, Options(), default);

        Assert.Equal((PortState.OpenReset, Verdict.Undetermined), (seen.State, seen.Verdict));
    }

    [Fact]
    public async Task A_silent_server_is_queried_once()
    {
        using FakeServer server = new(connection => connection.SilenceAsync());

        ShareReachability seen = await ShareExaminer.ExamineAsync("127.0.0.1", server.Port, Options(), default);

        Assert.Equal(Verdict.Undetermined, seen.Verdict);
        Assert.InRange(server.Connections, 1, 2); // SMB2, and SMB1 once.
    }

    [Fact]
    public async Task Results_before_the_connection_broke_are_kept()
    {
        // At the last farewell everything has been inspected.
        RecordedServer undisturbed = new();
        using FakeServer before = new(undisturbed.ServeAsync);
        await ShareExaminer.ExamineAsync("127.0.0.1", before.Port, Options(), default);
        RecordedServer recorded = new()
        {
            Interfere = (connection, number, answers) => number == undisturbed.MostFrames ? Reset(connection, answers) : Task.FromResult(false),
        };
        using FakeServer server = new(recorded.ServeAsync);

        ShareReachability seen = await ShareExaminer.ExamineAsync("127.0.0.1", server.Port, Options(), default);

        Assert.Equal(Verdict.Exposed, seen.Verdict);
        Assert.Equal(ShareAccess.Write, seen.Shares.Single(share => share.Name == "Praxis").GuestAccess);
    }

    private static ShareExaminationOptions Options() => new()
    {
        Vantage = Vantage.Outside,
        StepTimeout = Step,
        TotalTimeout = Total,
        Credential = new PracticeNetSec.Http.Credential("mfa", "geheim"), // A third way in that a server may spoil.
    };

    private static async Task EndsInTimeAsync(string fault, int step)
    {
        Fault interfere = FaultOf(fault);
        RecordedServer recorded = new()
        {
            Interfere = (connection, number, answers) => number == step ? interfere(connection, answers) : Task.FromResult(false),
        };
        using FakeServer server = new(recorded.ServeAsync);
        Stopwatch clock = Stopwatch.StartNew();

        ShareReachability seen = await ShareExaminer.ExamineAsync("127.0.0.1", server.Port, Options(), default);

        Assert.True(clock.Elapsed < Total + TimeSpan.FromSeconds(3), $"{clock.Elapsed} for {fault} at {step}");
        Assert.True(seen.State is PortState.Open or PortState.OpenReset, $"{seen.State} for {fault} at {step}");
        Assert.NotEqual(Verdict.NotExposed, seen.Verdict);
        Assert.NotEmpty(seen.Reasons);
    }

    private static Fault FaultOf(string name) => name switch
    {
        nameof(Silence) => Silence,
        nameof(Reset) => Reset,
        nameof(HangUp) => HangUp,
        nameof(Garbage) => Garbage,
        nameof(WrongMessageId) => WrongMessageId,
        nameof(WrongCommand) => WrongCommand,
        nameof(NoCredits) => NoCredits,
        nameof(HugeLength) => HugeLength,
        nameof(HugeLengthThenSilence) => HugeLengthThenSilence,
        nameof(SlowDrip) => SlowDrip,
        nameof(EndlessPending) => EndlessPending,
        nameof(KeepAlives) => KeepAlives,
        nameof(Request) => Request,
        nameof(Truncated) => Truncated,
        nameof(Twice) => Twice,
        nameof(EncryptedMessage) => EncryptedMessage,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static async Task<bool> Silence(FakeConnection connection, byte[][] answers)
    {
        await connection.SilenceAsync();
        return true;
    }

    private static Task<bool> Reset(FakeConnection connection, byte[][] answers)
    {
        connection.Reset();
        return Task.FromResult(true);
    }

    private static Task<bool> HangUp(FakeConnection connection, byte[][] answers)
    {
        connection.Dispose();
        return Task.FromResult(true);
    }

    private static async Task<bool> Garbage(FakeConnection connection, byte[][] answers)
    {
        byte[] noise = new byte[2000];
        new Random(answers[0].Length).NextBytes(noise); // The same noise in every run.
        await connection.WriteFrameAsync(noise);
        return true;
    }

    private static Task<bool> WrongMessageId(FakeConnection connection, byte[][] answers) =>
        Send(connection, answers, answer => BinaryPrimitives.WriteUInt64LittleEndian(answer.AsSpan(24), 4711));

    private static Task<bool> WrongCommand(FakeConnection connection, byte[][] answers) => Send(connection, answers, answer => answer[12] = 0x09);

    private static Task<bool> NoCredits(FakeConnection connection, byte[][] answers) => Send(connection, answers, answer => answer[14] = answer[15] = 0);

    private static Task<bool> Request(FakeConnection connection, byte[][] answers) => Send(connection, answers, answer => answer[16] &= 0xFE);

    private static Task<bool> EncryptedMessage(FakeConnection connection, byte[][] answers) => Send(connection, answers, answer => answer[0] = 0xFD);

    private static async Task<bool> HugeLength(FakeConnection connection, byte[][] answers)
    {
        await connection.WriteAsync(new byte[] { 0, 0xFF, 0xFF, 0xFF });
        for (int i = 0; i < 200; i++)
        {
            await connection.WriteAsync(new byte[65536]);
        }

        return true;
    }

    private static async Task<bool> HugeLengthThenSilence(FakeConnection connection, byte[][] answers)
    {
        await connection.WriteAsync(new byte[] { 0, 0, 0xFF, 0xFF });
        await connection.SilenceAsync();
        return true;
    }

    private static async Task<bool> SlowDrip(FakeConnection connection, byte[][] answers)
    {
        await connection.WriteAsync(new byte[] { 0, 0, 4, 0 });
        while (true)
        {
            await connection.WriteAsync(new byte[] { 0xFE });
            await Task.Delay(50, connection.Stop);
        }
    }

    private static async Task<bool> EndlessPending(FakeConnection connection, byte[][] answers)
    {
        byte[] pending = answers[0].AsSpan(0, 64).ToArray().Concat(new byte[] { 9, 0, 0, 0, 0, 0, 0, 0, 0 }).ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(pending.AsSpan(8), 0x00000103);
        BinaryPrimitives.WriteUInt32LittleEndian(pending.AsSpan(16), 0x00000003);
        BinaryPrimitives.WriteUInt32LittleEndian(pending.AsSpan(20), 0);
        while (true)
        {
            await connection.WriteFrameAsync(pending);
        }
    }

    private static async Task<bool> KeepAlives(FakeConnection connection, byte[][] answers)
    {
        while (true)
        {
            await connection.WriteAsync(new byte[] { 0x85, 0, 0, 0 });
        }
    }

    private static async Task<bool> Truncated(FakeConnection connection, byte[][] answers)
    {
        await connection.WriteFrameAsync(answers[^1].AsSpan(0, 66).ToArray());
        return true;
    }

    private static async Task<bool> Twice(FakeConnection connection, byte[][] answers)
    {
        await connection.WriteFrameAsync(answers[^1]);
        await connection.WriteFrameAsync(answers[^1]);
        return true;
    }

    private static async Task<bool> Send(FakeConnection connection, byte[][] answers, Action<byte[]> spoil)
    {
        foreach (byte[] answer in answers)
        {
            byte[] spoilt = answer.ToArray();
            spoil(spoilt);
            await connection.WriteFrameAsync(spoilt);
        }

        return true;
    }
}
