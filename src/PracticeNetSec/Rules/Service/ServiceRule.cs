// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.FileServices;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Rules.Service;

/// <summary>A rule about a file service other than SMB.</summary>
internal abstract class ServiceRule : ServerRule
{
    protected ServiceRule(string id)
        : base(id)
    {
    }

    /// <inheritdoc/>
    public sealed override IEnumerable<Finding> Evaluate(ServerObservation seen) =>
        seen.FileServices.Where(service => service.Answers == true && Applies(seen, service)).Select(service => Create(seen, service));

    /// <inheritdoc/>
    /// <remarks>The same question was decided; without its name, every question at that port. A refusal seen from outside may be a provider's.</remarks>
    public override bool WasRechecked(Finding gone, Recheck now)
    {
        string? name = gone.Values.Length > 2 ? gone.Values[2] : null;
        return now.Servers.Where(server => Recheck.IsOn(server, gone.Target)).Any(server =>
            server.FileServices.Where(found => Recheck.PortsOf(gone.Target).Contains(found.Port) && (name is null || found.Service.ToString() == name)).ToArray() is { Length: > 0 } asked
            && asked.All(found => found.State == PortState.Closed ? server.Vantage == Vantage.Inside || now.Asked(new[] { found.Port }) : IsDecided(found)));
    }

    /// <summary>True where the answer of an open port shows whether the rule applies.</summary>
    protected virtual bool IsDecided(FileServiceResult found) => found.Answers is not null;

    protected abstract bool Applies(ServerObservation seen, FileServiceResult service);

    private Finding Create(ServerObservation seen, FileServiceResult service)
    {
        string port = service.Port.ToString(CultureInfo.InvariantCulture);
        Evidence answer = service.Banner.Length > 0
            ? EvidenceOf.ServiceBanner(service.Service, service.Port, service.Banner)
            : EvidenceOf.ServiceAnswers(service.Service, service.Port);
        return Texts.Create($"{seen.ComputerName}:{port}", seen.EndedAt, service.Details.Prepend(answer), seen.ComputerName, port, service.Service.ToString());
    }
}
