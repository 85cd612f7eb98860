// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;

namespace PracticeNetSec.FileServices;

/// <summary>Queries a host's other file services for what they reveal without a login. Nothing is opened, read or written.</summary>
public static class FileServiceExaminer
{
    /// <summary>Observations kept of one service.</summary>
    internal const int MaxDetails = 100;

    /// <summary>One connection carries several requests.</summary>
    private const int StepsOfAConversation = 3;

    /// <summary>Queries each service at each of its ports, in parallel. Whatever the host does, the outcome is a result.</summary>
    /// <param name="address">The host.</param>
    /// <param name="services">The services to query.</param>
    /// <param name="ports">The ports of a service.</param>
    /// <param name="stepTimeout">Timeout of one response; a connection gets three times that.</param>
    /// <param name="names">Names of rsync modules to try beside those that the server lists.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<FileServiceResult[]> ExamineAsync(
        IPAddress address,
        IEnumerable<FileService> services,
        Func<FileService, IReadOnlyList<int>> ports,
        TimeSpan stepTimeout,
        IReadOnlyList<string> names,
        CancellationToken cancellation)
    {
        FileServiceResult[] results = await QueryAsync(address, services, ports, stepTimeout, names, cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return results;
    }

    /// <summary>The same with a time limit: what ended before it counts, and what it cut short is unresolved.</summary>
    internal static async Task<FileServiceResult[]> QueryAsync(
        IPAddress address,
        IEnumerable<FileService> services,
        Func<FileService, IReadOnlyList<int>> ports,
        TimeSpan stepTimeout,
        IReadOnlyList<string> names,
        CancellationToken timeOver)
    {
        TimeSpan limit = TimeSpan.FromTicks(stepTimeout.Ticks * StepsOfAConversation);
        return await Task.WhenAll(services.Distinct()
            .SelectMany(service => ports(service).Select(port => new FileServiceResult { Service = service, Port = port }))
            .Select(result => AskAsync(result, address, limit, names, timeOver))).ConfigureAwait(false);
    }

    private static async Task<FileServiceResult> AskAsync(
        FileServiceResult result, IPAddress address, TimeSpan limit, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        Evidence? end = null;
        try
        {
            using ServiceConnection connection = await ServiceConnection.ConnectAsync(new IPEndPoint(address, result.Port), limit, cancellation).ConfigureAwait(false);
            result.State = PortState.Open;
            await (result.Service switch
            {
                FileService.Ftp or FileService.FtpAnonymous => FtpProbe.AskAsync(connection, result, address, limit, cancellation),
                FileService.WebDav => WebDavProbe.AskAsync(result, address, limit, cancellation),
                FileService.Nfs => NfsProbe.AskAsync(connection, result, address, limit, cancellation),
                FileService.Rsync => RsyncProbe.AskAsync(connection, result, address, limit, names, cancellation),
                FileService.Afp => AfpProbe.AskAsync(connection, result),
                _ => DicomProbe.AskAsync(connection, result),
            }).ConfigureAwait(false);
        }
        catch (ServiceConnectionException ended)
        {
            Take(result, ended);
            end = ended.Cause;
        }
        catch (ServiceFormatException foreign)
        {
            result.Answers ??= false;
            Note(result, foreign.Cause);
            end = foreign.Cause;
        }
        catch (OperationCanceledException cut) when (cancellation.IsCancellationRequested)
        {
            // Silence up to here is not the host's: no state of the port follows from it.
            result.State = result.State == PortState.Filtered ? PortState.Unreachable : result.State;
            end = ErrorCause.Of(cut);
            result.Details = result.Details.Append(EvidenceOf.ServiceNotQueriedToTheEnd(end)).ToArray();
        }
        catch (Exception failure)
        {
            // One service's error must not discard the others' results.
            result.State = result.State == PortState.Filtered ? PortState.Unreachable : result.State;
            Fail(result, failure);
        }

        result.Unresolved = UnresolvedService.Of(result, end);
        return result;
    }

    /// <summary>What a connection that ended early leaves in the result.</summary>
    internal static void Take(FileServiceResult result, ServiceConnectionException ended)
    {
        result.State = result.Answers is null ? ended.State : PortState.Open;
        if (ended.IsLocal)
        {
            Fail(result, ended.InnerException!);
        }
        else
        {
            Note(result, ended.Cause);
        }
    }

    private static void Fail(FileServiceResult result, Exception failure)
    {
        result.Failed = true;
        result.Details = result.Details.Append(EvidenceOf.ServiceNotQueriedToTheEnd(ErrorCause.Of(failure))).ToArray();
    }

    private static void Note(FileServiceResult result, Evidence cause)
    {
        if (result.State is PortState.Open or PortState.OpenReset)
        {
            result.Details = result.Details.Append(EvidenceOf.ServiceEnded(cause)).ToArray();
        }
    }
}
