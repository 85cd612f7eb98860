// SPDX-License-Identifier: MIT
using System;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Cmdlets.Parameters;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using PracticeNetSec.Shares;
using PracticeNetSec.Snmp.Usm;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Identifies a router, reads its firmware and port forwards, measures its open ports, compares what was meant with
/// what is open, and judges. It only reads; nothing on the device is changed.
/// </summary>
[Cmdlet(VerbsCommon.Get, "RouterExposure", DefaultParameterSetName = "ComputerName")]
[OutputType(typeof(RouterExposure))]
public sealed class GetRouterExposureCommand : StreamingCmdlet
{
    private RouterExaminer? _examiner;
    private string _asked = "";

    /// <summary>Routers to examine: addresses or names.</summary>
    [Parameter(Position = 0, ParameterSetName = "ComputerName")]
    [Alias("Host", "HostName", "IPAddress", "Address")]
    public string[] ComputerName { get; set; } = Array.Empty<string>();

    /// <summary>A host name, a practice, or what Import-NmapScan gave.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    public PSObject? InputObject { get; set; }

    /// <summary>A recorded <c>snmpwalk -On</c> of the router; with it nothing is asked over the network.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string? WalkPath { get; set; }

    /// <summary>TCP ports and ranges to measure, for instance 443, '440-449'. Default: those that decide.</summary>
    [Parameter]
    public string[]? Port { get; set; }

    /// <summary>SNMP v2c community. It is sent to the router in clear text, as SNMP v2c does, and shown nowhere.</summary>
    [Parameter]
    public string Community { get; set; } = "public";

    /// <summary>SNMPv3 user and authentication password; with it no community is sent.</summary>
    [Parameter]
    [Credential]
    public PSCredential? SnmpCredential { get; set; }

    /// <summary>How SNMPv3 messages are authenticated. MD5 and SHA-1 only for devices that know no better.</summary>
    [Parameter]
    public SnmpAuthentication SnmpAuthentication { get; set; } = SnmpAuthentication.Sha256;

    /// <summary>How SNMPv3 messages are encrypted. DES only for devices that know no better.</summary>
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

    /// <summary>A newer file of advisories than the shipped one.</summary>
    [Parameter]
    public string? AdvisoryPath { get; set; }

    /// <summary>Addresses inside of TI Konnektors: a forward to one is a finding. From inside they are found without.</summary>
    [Parameter]
    public string[] KonnektorAddress { get; set; } = Array.Empty<string>();

    /// <summary>From where this machine looks. Default: inside for private addresses, outside for public ones.</summary>
    [Parameter]
    [ValidateSet("Outside", "Inside")]
    public string? Vantage { get; set; }

    /// <summary>Bound on one question and its answer, in seconds (0.05 to 60).</summary>
    [Parameter]
    [ValidateNumberRange(0.05, 60)]
    public double TimeoutSeconds { get; set; } = 2;

    /// <summary>Routers in progress at once (1 to 1024): 64 for each processor, at least 192, at most 512, unless said otherwise.</summary>
    [Parameter]
    [ValidateNumberRange(1, 1024, Whole = true)]
    public int ThrottleLimit { get; set; } = Math.Min(Math.Max(192, 64 * Environment.ProcessorCount), 512);

    /// <inheritdoc/>
    protected override int Concurrency => ThrottleLimit;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            RouterExaminationOptions options = new()
            {
                Ports = this.ReadPorts(Port),
                Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
                Community = Community,
                SnmpCredential = SnmpUser(),
                Credential = Credential is null ? null : new Credential(Credential.UserName, Credential.GetNetworkCredential().Password),
                KonnektorAddresses = Konnektors(),
                AdvisoryPath = AdvisoryPath is null ? null : this.NewPath(AdvisoryPath),
                Vantage = Vantage is null ? default : (Vantage)Enum.Parse(typeof(Vantage), Vantage, ignoreCase: true),
            };
            _asked = options.Describe();
            _examiner = new RouterExaminer(options);
        }
        catch (Exception unusable) when (Errors.IsFileException(unusable))
        {
            ThrowTerminatingError(AdvisoryPath is null ? Errors.From((InputException)unusable, null) : Errors.FromFile(unusable, AdvisoryPath));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (WalkPath is not null)
        {
            ReadWalk(WalkPath);
        }
        else if (InputObject is not null)
        {
            Examine(InputObject);
        }
        else if (ComputerName.Length > 0)
        {
            foreach (string name in ComputerName)
            {
                Examine(name, null);
            }
        }
        else
        {
            WriteInputError(new InputException("NothingToExamine", "Neither a router nor a recorded walk was named. Give -ComputerName, -WalkPath, or pipe practices in."), null);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _examiner?.Dispose();
    }

    private string[] Konnektors() => Array.ConvertAll(KonnektorAddress, text => IPAddress.TryParse(text, out IPAddress? address)
        ? address.ToString()
        : throw new InputException("InvalidKonnektorAddress", $"'{InputException.Quote(text)}' is no IP address. Give -KonnektorAddress the Konnektor's address in the practice's network, such as 192.168.2.20."));

    private SnmpCredential? SnmpUser() => SnmpCredential is null ? null : new SnmpCredential(
        SnmpCredential.UserName,
        SnmpAuthentication,
        SnmpCredential.GetNetworkCredential().Password,
        SnmpPrivacy,
        SnmpPrivacyPassword is null ? null : new NetworkCredential("", SnmpPrivacyPassword).Password);

    private void Examine(PSObject input)
    {
        object? read = this.Read(input);
        switch (read)
        {
            case null:
                break;
            case string or IPAddress or PortResult:
                Examine(CmdletInput.HostOf(read)!, null);
                break;
            case ShareReachability share:
                Examine(share.RouterExposure?.WanAddress ?? share.ComputerName, share.Practice);
                break;
            case Practice practice:
                // A private router address means something only where the practice's own network is.
                string? address = Vantage == "Inside" ? practice.RouterAddress ?? practice.WanAddress : practice.WanAddress ?? practice.RouterAddress;
                if (address is null)
                {
                    WriteInputError(new InputException("PracticeWithoutAddress", $"Practice '{practice.PracticeId}' has neither a WanAddress nor a RouterAddress: one of them is needed to check anything."), input);
                    break;
                }

                Examine(address, practice);
                break;
            case RouterExposure known:
                // Whoever looked from inside a moment ago stands inside still, and the WAN address from there is a hairpin.
                Examine(known.WanAddress ?? known.ComputerName, known.Practice, known.Vantage == PracticeNetSec.Model.Vantage.Inside ? PracticeNetSec.Model.Vantage.Inside : default);
                break;
            default:
                this.WriteUnusable(input, "a host name, a practice or a router examination");
                break;
        }
    }

    private void Examine(string name, Practice? practice, Vantage known = default)
    {
        RouterExaminer examiner = _examiner!;
        Start(name, async (bridge, stop) =>
        {
            bridge.Verbose($"{name}: asking {_asked}");
            bridge.Output(await examiner.ExamineAsync(name, practice, known, stop).ConfigureAwait(false));
        });
    }

    private void ReadWalk(string path)
    {
        RouterExposure[] known = KnownBefore();
        foreach (string file in this.ExistingFiles(new[] { path }))
        {
            // Nobody named the router: its walk does, each its own where wildcards lead to several.
            foreach (RouterExposure before in InputObject is null && known.Length == 0 ? new[] { new RouterExposure { ComputerName = System.IO.Path.GetFileNameWithoutExtension(file) } } : known)
            {
                Start(file, (bridge, stop) => JudgeWalkAsync(bridge, file, before, stop));
            }
        }
    }

    private async Task JudgeWalkAsync(PipelineBridge bridge, string file, RouterExposure before, CancellationToken stop)
    {
        try
        {
            bridge.Output(await _examiner!.ReadWalkAsync(file, before, stop).ConfigureAwait(false));
        }
        catch (Exception trouble) when (Errors.IsFileException(trouble))
        {
            bridge.Error(Errors.FromFile(trouble, file));
        }
    }

    /// <summary>What the walk is joined with: the piped scan or practice, the named hosts, or nothing.</summary>
    private RouterExposure[] KnownBefore()
    {
        if (InputObject is null)
        {
            return Array.ConvertAll(ComputerName, name => new RouterExposure { ComputerName = name });
        }

        object? read = this.Read(InputObject);
        switch (read)
        {
            case null:
                return Array.Empty<RouterExposure>();
            case string or IPAddress or PortResult:
                return new[] { new RouterExposure { ComputerName = CmdletInput.HostOf(read)! } };
            case ShareReachability share:
                return new[] { share.RouterExposure ?? new RouterExposure { ComputerName = share.ComputerName, PracticeId = share.PracticeId, Practice = share.Practice } };
            case RouterExposure known:
                return new[] { known };
            case Practice practice:
                return new[] { new RouterExposure { ComputerName = practice.WanAddress ?? practice.RouterAddress ?? practice.PracticeId, WanAddress = practice.WanAddress, PracticeId = practice.PracticeId, Practice = practice } };
            default:
                this.WriteUnusable(InputObject, "a host name, a practice or what Import-NmapScan gave");
                return Array.Empty<RouterExposure>();
        }
    }
}
