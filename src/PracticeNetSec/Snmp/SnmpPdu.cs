// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;

namespace PracticeNetSec.Snmp;

/// <summary>
/// A protocol data unit (RFC 3416 §3). Requests are created by <see cref="Get"/>, <see cref="GetNext"/> and
/// <see cref="GetBulk"/> alone, which carry no values and reject forbidden objects; there is no other way to
/// obtain one.
/// </summary>
internal sealed class SnmpPdu
{
    private SnmpPdu(PduType type, int requestId, int second, int third, IReadOnlyList<VarBind> bindings) =>
        (Type, RequestId, ErrorStatus, ErrorIndex, Bindings) = (type, requestId, second, third, bindings);

    public PduType Type { get; }

    /// <summary>Matches a response to its request.</summary>
    public int RequestId { get; }

    /// <summary>0 on success, see <see cref="SnmpError"/>; in a GetBulkRequest the field of <see cref="NonRepeaters"/>.</summary>
    public int ErrorStatus { get; }

    /// <summary>Index of the binding in error, from 1; in a GetBulkRequest the field of <see cref="MaxRepetitions"/>.</summary>
    public int ErrorIndex { get; }

    /// <summary>GetBulkRequest: how many leading bindings are requested only once.</summary>
    public int NonRepeaters => ErrorStatus;

    /// <summary>GetBulkRequest: how many successors of each other binding are requested.</summary>
    public int MaxRepetitions => ErrorIndex;

    public IReadOnlyList<VarBind> Bindings { get; }

    /// <summary>Requests objects.</summary>
    /// <exception cref="ForbiddenObjectException">One of them lies in a forbidden subtree.</exception>
    public static SnmpPdu Get(IEnumerable<ObjectIdentifier> names) => new(PduType.GetRequest, 0, 0, 0, Ask(names, false));

    /// <summary>Requests each object's successor.</summary>
    /// <exception cref="ForbiddenObjectException">One of them lies in or above a forbidden subtree.</exception>
    public static SnmpPdu GetNext(IEnumerable<ObjectIdentifier> names) => new(PduType.GetNextRequest, 0, 0, 0, Ask(names, true));

    /// <summary>Requests several successors of each object at once (not in SNMPv1).</summary>
    /// <exception cref="ForbiddenObjectException">One of them lies in or above a forbidden subtree.</exception>
    public static SnmpPdu GetBulk(IEnumerable<ObjectIdentifier> names, int maxRepetitions) =>
        new(PduType.GetBulkRequest, 0, 0, maxRepetitions, Ask(names, true));

    /// <summary>An agent's response.</summary>
    public static SnmpPdu Response(int requestId, int errorStatus, int errorIndex, IReadOnlyList<VarBind> bindings) =>
        new(PduType.Response, requestId, errorStatus, errorIndex, bindings);

    /// <summary>What an SNMPv3 engine reports.</summary>
    public static SnmpPdu Report(int requestId, IReadOnlyList<VarBind> bindings) => new(PduType.Report, requestId, 0, 0, bindings);

    /// <summary>The same unit with another request id.</summary>
    public SnmpPdu WithRequestId(int requestId) => new(Type, requestId, ErrorStatus, ErrorIndex, Bindings);

    /// <summary>A decoded unit; requests are checked for forbidden objects like any other.</summary>
    internal static SnmpPdu Decoded(PduType type, int requestId, int second, int third, IReadOnlyList<VarBind> bindings) => type switch
    {
        PduType.Response or PduType.Report => new SnmpPdu(type, requestId, second, third, bindings),
        _ => new SnmpPdu(type, requestId, second, third, Ask(bindings.Select(binding => binding.Name), type != PduType.GetRequest)),
    };

    private static VarBind[] Ask(IEnumerable<ObjectIdentifier> names, bool walks)
    {
        VarBind[] bindings = names.Select(name => new VarBind(name, SnmpValue.Null)).ToArray();
        foreach (VarBind binding in bindings)
        {
            if (walks ? ForbiddenSubtree.IsReachedFrom(binding.Name) : ForbiddenSubtree.Contains(binding.Name))
            {
                throw new ForbiddenObjectException(binding.Name);
            }
        }

        return bindings;
    }
}
