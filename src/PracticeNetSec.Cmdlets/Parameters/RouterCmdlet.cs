// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Threading.Tasks;
using PracticeNetSec.Cmdlets.Auditing;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using PracticeNetSec.Shares;
using PracticeNetSec.Snmp.Usm;

namespace PracticeNetSec.Cmdlets.Parameters;

/// <summary>Common parameters of cmdlets that examine routers: ports, SNMP, logins, advisories, vantage point and timeout.</summary>
public abstract class RouterCmdlet : StreamingCmdlet
{
    private static readonly TimeSpan CanaryTimeout = TimeSpan.FromSeconds(3);

    /// <summary>TCP ports and ranges to measure, for instance 443, '440-449'. Default: those that decide the verdict.</summary>
    [Parameter]
    public string[]? Port { get; set; }

    /// <summary>SNMP v2c community. It is sent to the router in clear text, as SNMP v2c requires, and shown nowhere.</summary>
    [Parameter]
    public string Community { get; set; } = "public";

    /// <summary>SNMPv3 user and authentication password; with it no community is sent.</summary>
    [Parameter]
    [Credential]
    public PSCredential? SnmpCredential { get; set; }

    /// <summary>How SNMPv3 messages are authenticated. MD5 and SHA-1 only for devices that support nothing else.</summary>
    [Parameter]
    public SnmpAuthentication SnmpAuthentication { get; set; } = SnmpAuthentication.Sha256;

    /// <summary>How SNMPv3 messages are encrypted. DES only for devices that support nothing else.</summary>
    [Parameter]
    public SnmpPrivacy SnmpPrivacy { get; set; } = SnmpPrivacy.Aes128;

    /// <summary>Password of the SNMPv3 encryption. Default: the same as for authentication.</summary>
    [Parameter]
    [Secret]
    public SecureString? SnmpPrivacyPassword { get; set; }

    /// <summary>Login for TR-064 (FRITZ!Box). It answers the router's digest challenge and is shown nowhere.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>
    /// Sends -Community, -SnmpCredential and -Credential also to a device that nothing has confirmed to be the practice's. Without it, a device at a
    /// public address or behind a name must first show the inventory's certificate, else its serial number, else its model without a login.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowUnconfirmedDevice { get; set; }

    /// <summary>A newer file of advisories than the shipped one.</summary>
    [Parameter]
    public string? AdvisoryPath { get; set; }

    /// <summary>Internal addresses of TI Konnektors: a forward to one is a finding. From inside they are found automatically.</summary>
    [Parameter]
    public string[] KonnektorAddress { get; set; } = Array.Empty<string>();

    /// <summary>
    /// From inside, identifies also the machines that the router reports as targets of its forwards: private addresses, at most 16, on web
    /// ports, without any login. Without it, an address that only a device reported is not contacted.
    /// </summary>
    [Parameter]
    public SwitchParameter IncludeReportedAddress { get; set; }

    /// <summary>The vantage point of this machine. Default: inside for private addresses, outside for public ones.</summary>
    [Parameter]
    [ValidateSet("Outside", "Inside")]
    public Vantage? Vantage { get; set; }

    /// <summary>A canary outside, which proves which ports this vantage point carries; see Test-VantagePoint.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CanaryAddress { get; set; }

    /// <summary>Timeout for one request and its response, in seconds (0.05 to 60).</summary>
    [Parameter]
    [ValidateNumberRange(0.05, 60)]
    public double TimeoutSeconds { get; set; } = 2;

    /// <summary>The parameters as options; an error that concerns all of them ends the cmdlet.</summary>
    protected RouterExaminationOptions ReadRouterOptions()
    {
        try
        {
            return new RouterExaminationOptions
            {
                Ports = this.ReadPorts(Port),
                Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
                Community = Community,
                SnmpCredential = SnmpUser(),
                Credential = Credential is null ? null : new Credential(Credential.UserName, Credential.GetNetworkCredential().Password),
                KonnektorAddresses = Array.ConvertAll(KonnektorAddress, Konnektor),
                AdvisoryPath = AdvisoryPath is null ? null : this.NewPath(AdvisoryPath),
                IncludeReportedAddresses = IncludeReportedAddress,
                AllowUnconfirmedDevice = AllowUnconfirmedDevice,
                Vantage = Vantage ?? Model.Vantage.Undetermined,
                Proof = SessionVantage.Proof,
            };
        }
        catch (InputException unusable)
        {
            ThrowTerminatingError(Errors.From(unusable, null));
            throw;
        }
    }

    /// <summary>Asks the canary, if one was named, before anything is measured. Where it shows nothing, the cmdlet continues: the verdicts say so.</summary>
    protected void ProveVantagePoint(RouterExaminationOptions options)
    {
        if (CanaryAddress is null)
        {
            return;
        }

        try
        {
            foreach (VantagePoint seen in Task.Run(() => SessionVantage.ProveAsync(CanaryAddress, options.Ports, CanaryTimeout, StopToken)).GetAwaiter().GetResult().Where(seen => !seen.IsProven))
            {
                WriteWarning(string.Join(" ", Array.ConvertAll(seen.Reasons, reason => reason.ToString())));
            }
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        catch (InputException unusable)
        {
            ThrowTerminatingError(Errors.From(unusable, CanaryAddress));
        }
    }

    /// <summary>Creates what needs the options, for instance an examiner, which reads the file of advisories.</summary>
    protected T UseRouterOptions<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception unusable) when (AdvisoryPath is not null && Errors.IsFileException(unusable))
        {
            ThrowTerminatingError(Errors.FromFile(unusable, AdvisoryPath));
            throw;
        }
    }

    /// <summary>Warns of each community, user or login that a router refused, or that was not sent to it.</summary>
    /// <param name="bridge">Writes the warnings.</param>
    /// <param name="name">The router.</param>
    /// <param name="router">The result, where there is one.</param>
    protected void WarnOfCredentials(PipelineBridge bridge, string name, RouterExposure? router)
    {
        foreach (Evidence problem in router is null ? Array.Empty<Evidence>() : CredentialProblems.Of(router, MyInvocation.BoundParameters.ContainsKey(nameof(Community)) && SnmpCredential is null))
        {
            bridge.Warning($"{name}: {problem.Text}");
        }
    }

    private static string Konnektor(string text) => IPAddress.TryParse(text, out IPAddress? address)
        ? address.ToString()
        : throw new InputException("InvalidKonnektorAddress", $"'{InputException.Quote(text)}' is no IP address. Give -KonnektorAddress the Konnektor's address in the practice's network, such as 192.168.2.20.");

    private SnmpCredential? SnmpUser() => SnmpCredential is null ? null : new SnmpCredential(
        SnmpCredential.UserName,
        SnmpAuthentication,
        SnmpCredential.GetNetworkCredential().Password,
        SnmpPrivacy,
        SnmpPrivacyPassword is null ? null : new NetworkCredential("", SnmpPrivacyPassword).Password);
}
