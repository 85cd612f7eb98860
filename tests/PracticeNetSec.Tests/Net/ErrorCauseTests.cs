// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using PracticeNetSec.FileServices;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Probing;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;
using PracticeNetSec.Tests.Failures;
using Xunit;

namespace PracticeNetSec.Tests.Net;

/// <summary>Causes are codes of this module, the same on every system and in every language of it.</summary>
public class ErrorCauseTests
{
    public static TheoryData<SocketError> SocketErrors => new(Enum.GetValues<SocketError>());

    [Theory]
    [MemberData(nameof(SocketErrors))]
    public void Every_socket_error_has_a_code_of_this_module(SocketError error)
    {
        Evidence cause = ErrorCause.Of(error);

        Assert.StartsWith("cause.", cause.Code, StringComparison.Ordinal);
        Assert.NotEqual(new SocketException((int)error).Message, cause.Text);
        Assert.Equal(cause, ErrorCause.Of(new SocketException((int)error, FaultySource.SystemText)));
        Assert.Equal(cause, ErrorCause.Of(new HttpRequestException(FaultySource.SystemText, new IOException(FaultySource.SystemText, new SocketException((int)error, FaultySource.SystemText)))));
    }

    [Theory]
    [MemberData(nameof(FaultySource.Kinds), MemberType = typeof(FaultySource))]
    public void No_text_of_a_platform_exception_is_used(string kind)
    {
        string words = ErrorCause.Of(FaultySource.Of(kind)).Text;

        Assert.DoesNotContain("Socket ist nicht", words, StringComparison.Ordinal);
        Assert.DoesNotContain(":\\", words, StringComparison.Ordinal);
        Assert.All(words, character => Assert.InRange(character, ' ', '~'));
    }

    [Fact]
    public void The_cause_that_an_exception_of_this_module_states_is_kept() =>
        Assert.Equal(EvidenceOf.SmbNoAnswer("connect", 2000), ErrorCause.Of(new SmbConnectionException(SmbFailure.TimedOut, EvidenceOf.SmbNoAnswer("connect", 2000))));

    [Fact]
    public void What_a_decoder_found_and_what_it_means_are_codes()
    {
        Evidence found = Assert.Throws<SmbFormatException>(() => Smb2Response.Split(Array.Empty<byte>())).Cause;
        Assert.Equal(EvidenceOf.MalformedTooShort(64, 0), found);
        Assert.Equal(EvidenceOf.SmbKeepAlivesOnly(), ErrorCause.Of(new SmbFormatException(EvidenceOf.SmbKeepAlivesOnly())));
        Assert.Equal(EvidenceOf.ServiceOtherProtocol("AFP"), ErrorCause.Of(new ServiceFormatException(EvidenceOf.ServiceOtherProtocol("AFP"))));
    }

    [Theory]
    [InlineData(typeof(AuthenticationException), EvidenceCode.CauseTlsFailed)]
    [InlineData(typeof(UnauthorizedAccessException), EvidenceCode.CauseAccessDenied)]
    [InlineData(typeof(PathTooLongException), EvidenceCode.CausePathTooLong)]
    [InlineData(typeof(ArgumentOutOfRangeException), EvidenceCode.CauseUnexpected)]
    public void Known_causes_have_a_code(Type type, string code) => Assert.Equal(code, ErrorCause.Of((Exception)Activator.CreateInstance(type)!).Code);

    [Theory]
    [InlineData(unchecked((int)0x80070020), EvidenceCode.CauseFileInUse)]
    [InlineData(unchecked((int)0x80070021), EvidenceCode.CauseFileInUse)]
    [InlineData(unchecked((int)0x80070070), EvidenceCode.CauseDiskFull)]
    [InlineData(28, EvidenceCode.CauseDiskFull)]
    [InlineData(5, EvidenceCode.CauseInputOutputFailed)]
    public void A_file_error_is_classified_by_its_number(int number, string code) => Assert.Equal(code, ErrorCause.Of(new IOException(FaultySource.SystemText, number)).Code);

    [Theory]
    [InlineData(SocketError.ConnectionRefused, PortState.Closed)]
    [InlineData(SocketError.ConnectionReset, PortState.OpenReset)]
    [InlineData(SocketError.NotConnected, PortState.OpenReset)] // Windows: SO_UPDATE_CONNECT_CONTEXT after an immediate RST
    [InlineData(SocketError.ConnectionAborted, PortState.OpenReset)]
    [InlineData(SocketError.Shutdown, PortState.OpenReset)]
    [InlineData(SocketError.HostUnreachable, PortState.Unreachable)]
    [InlineData(SocketError.NetworkUnreachable, PortState.Unreachable)]
    [InlineData(SocketError.HostDown, PortState.Unreachable)]
    [InlineData(SocketError.AccessDenied, PortState.Unreachable)] // Windows: a local firewall, WSAEACCES
    [InlineData(SocketError.InvalidArgument, PortState.Unreachable)]
    [InlineData(SocketError.OperationNotSupported, PortState.Unreachable)]
    [InlineData(SocketError.TimedOut, PortState.Filtered)]
    public void Every_outcome_of_a_connection_attempt_has_its_class(SocketError error, PortState state)
    {
        ConnectOutcome? outcome = ConnectWindow.Outcome(error, TimeSpan.Zero);

        Assert.Equal(state, outcome!.Value.State ?? PortState.Filtered);
        Assert.Equal(state, ServiceConnection.StateOf(error, isOpen: false));
        Assert.Equal(state == PortState.OpenReset ? PortState.OpenReset : PortState.Open, ServiceConnection.StateOf(error, isOpen: true));
        Assert.Equal(state == PortState.Closed, SmbTransport.Classify(error) == SmbFailure.Refused);
        Assert.Equal(state == PortState.OpenReset, SmbTransport.Classify(error) == SmbFailure.Reset);
        Assert.Equal(state == PortState.Filtered, SmbTransport.Classify(error) == SmbFailure.TimedOut);
    }

    [Theory]
    [InlineData(SocketError.TooManyOpenSockets)]
    [InlineData(SocketError.NoBufferSpaceAvailable)]
    [InlineData(SocketError.AddressAlreadyInUse)] // Windows: no ephemeral port left, WSAEADDRINUSE from connect
    [InlineData(SocketError.AddressNotAvailable)] // Linux: no ephemeral port left, EADDRNOTAVAIL from connect
    public void A_machine_out_of_sockets_tries_again(SocketError error) => Assert.Null(ConnectWindow.Outcome(error, TimeSpan.Zero));

    [Fact]
    public void Only_a_timeout_counts_as_silence()
    {
        SocketError[] silent = Enum.GetValues<SocketError>()
            .Where(error => error != SocketError.Success && ConnectWindow.Outcome(error, TimeSpan.Zero) is { State: null })
            .ToArray();

        // The two others come of closing the socket ourselves, when the time is over.
        Assert.Equal(new[] { SocketError.OperationAborted, SocketError.Interrupted, SocketError.NotSocket, SocketError.TimedOut }.Order(), silent.Order());
    }

    /// <summary>What select reports of a connection attempt: (writable, error) on Windows, and on POSIX.</summary>
    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, true)] // connected on both; refused on POSIX
    [InlineData(false, true, true)] // refused on Windows
    [InlineData(true, true, true)]
    public void A_pending_ICMP_refusal_is_an_answer(bool writable, bool error, bool ended) =>
        Assert.Equal(ended, SocketReadiness.HasConnectEnded(mode => mode == SelectMode.SelectWrite ? writable : mode == SelectMode.SelectError && error));

    [Fact]
    public void A_socket_that_is_closed_meanwhile_is_no_answer_and_no_error()
    {
        Assert.False(SocketReadiness.HasConnectEnded(_ => throw new ObjectDisposedException("socket")));
        Assert.False(SocketReadiness.HasConnectEnded(_ => throw new SocketException((int)SocketError.NotSocket)));
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Dispose();
        Assert.False(SocketReadiness.HasConnectEnded(socket));
        Assert.False(SocketReadiness.HasSomethingToRead(socket));
    }
}
