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
    public override bool WasRechecked(Finding gone, Recheck now) =>
        now.Servers.Any(server => server.FileServices.Any(found => Recheck.IsOn(server, gone.Target) && Recheck.PortsOf(gone.Target).Contains(found.Port)));

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
