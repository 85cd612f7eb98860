// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;

namespace PracticeNetSec.Snmp.Client;

/// <summary>
/// Reads objects and tables from one agent. It only reads, and never sets. Safe for concurrent callers; their requests run
/// in parallel, up to <see cref="SnmpClientOptions.Window"/> requests.
/// </summary>
internal sealed class SnmpClient : ISnmpSource, IDisposable
{
    /// <summary>Where agents listen (RFC 3417 §3.2).</summary>
    public const int DefaultPort = 161;

    private readonly SnmpChannel _channel;
    private readonly SnmpClientOptions _options;
    private readonly SnmpVersion _version;
    private readonly BulkProbe _bulk;

    public SnmpClient(IPEndPoint agent, IMessageSecurity security, SnmpClientOptions? options = null)
    {
        _options = options ?? new SnmpClientOptions();
        _channel = new SnmpChannel(agent, security, _options);
        Agent = agent.Address;
        _version = security.Version;
        _bulk = new BulkProbe(_channel.ExchangeAsync);
    }

    public string Kind => "SNMP";

    public IPAddress? Agent { get; }

    /// <summary>Why this machine could not make a request; null while it could make all of them.</summary>
    public Evidence? LocalFailure => _channel.LocalFailure;

    /// <summary>Has an SNMPv3 engine report its id, before any other request; nothing of the user is sent. Null on success, otherwise the reason.</summary>
    public async Task<Evidence?> DiscoverAsync(CancellationToken cancellation) => (await _channel.DiscoverAsync(cancellation).ConfigureAwait(false)).Reason;

    public async Task<SnmpObjects> GetAsync(IReadOnlyList<ObjectIdentifier> names, CancellationToken cancellation)
    {
        Dictionary<ObjectIdentifier, SnmpValue> values = new();
        SnmpReply?[] troubles = await Task.WhenAll(Groups(names.Distinct().ToArray(), _options.ObjectsPerRequest)
            .Select(group => GetGroupAsync(group, values, cancellation))).ConfigureAwait(false);
        SnmpReply? trouble = troubles.FirstOrDefault(reply => reply is not null);
        return new SnmpObjects(trouble?.Outcome ?? SnmpOutcome.Answered, trouble?.Reason, values);
    }

    public async Task<SnmpTable> ReadTableAsync(TableRequest request, CancellationToken cancellation)
    {
        // SNMPv1 has no GETBULK; with the others, not every agent supports it correctly.
        bool inBulk = request.RowsPerRequest > 1 && _version != SnmpVersion.V1
            && await _bulk.SupportsGetBulkAsync(request.Columns, cancellation).ConfigureAwait(false);
        TableRequest asked = inBulk ? request : request with { RowsPerRequest = 1 };
        return await new TableWalk(_channel.ExchangeAsync, asked, _options.ObjectsPerRequest).RunAsync(cancellation).ConfigureAwait(false);
    }

    public void Dispose() => _channel.Dispose();

    /// <summary>Reads what fits in one request; null on success, otherwise the reason.</summary>
    private async Task<SnmpReply?> GetGroupAsync(ObjectIdentifier[] names, Dictionary<ObjectIdentifier, SnmpValue> values, CancellationToken cancellation)
    {
        List<ObjectIdentifier> wanted = new(names);
        SnmpReply? refusal = null;
        while (wanted.Count > 0)
        {
            SnmpReply reply = await _channel.ExchangeAsync(SnmpPdu.Get(wanted), cancellation).ConfigureAwait(false);
            if (reply.Pdu is null)
            {
                return reply;
            }

            if (reply.Pdu.ErrorStatus == SnmpError.None)
            {
                Take(reply.Pdu.Bindings, wanted, values);
                return refusal;
            }

            bool named = reply.Pdu.ErrorIndex >= 1 && reply.Pdu.ErrorIndex <= wanted.Count;
            if (wanted.Count > 1 && (reply.Pdu.ErrorStatus == SnmpError.TooBig || !named))
            {
                SnmpReply?[] halves = await Task.WhenAll(Groups(wanted.ToArray(), (wanted.Count + 1) / 2)
                    .Select(half => GetGroupAsync(half, values, cancellation))).ConfigureAwait(false);
                return refusal ?? halves.FirstOrDefault(half => half is not null);
            }

            // SNMPv1 fails the whole request for one missing object (RFC 1157 §4.1.2): request the others again.
            ObjectIdentifier atFault = wanted[named ? reply.Pdu.ErrorIndex - 1 : 0];
            wanted.Remove(atFault);
            if (reply.Pdu.ErrorStatus != SnmpError.NoSuchName)
            {
                refusal ??= SnmpReply.None(SnmpOutcome.AgentError, EvidenceOf.SnmpObjectRefused(atFault.ToString(), SnmpError.Cause(reply.Pdu.ErrorStatus)));
            }
        }

        return refusal;
    }

    /// <summary>Accepts only requested objects; the order in a response is not relied on.</summary>
    private static void Take(IReadOnlyList<VarBind> bindings, List<ObjectIdentifier> wanted, Dictionary<ObjectIdentifier, SnmpValue> values)
    {
        lock (values)
        {
            foreach (VarBind binding in bindings)
            {
                if (binding.Value.IsPresent && wanted.Contains(binding.Name))
                {
                    values[binding.Name] = binding.Value;
                }
            }
        }
    }

    private static IEnumerable<ObjectIdentifier[]> Groups(ObjectIdentifier[] names, int size)
    {
        for (int start = 0; start < names.Length; start += size)
        {
            yield return names.Skip(start).Take(size).ToArray();
        }
    }
}
