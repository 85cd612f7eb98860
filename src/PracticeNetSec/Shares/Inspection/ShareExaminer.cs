// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Smb.Ntlm;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>
/// Determines what an unauthenticated user could do with the shares behind one address and port: with a null session and as a
/// random user name (guest). It opens directories only, reads no file, and cannot encode a write request.
/// </summary>
public static class ShareExaminer
{
    /// <summary>[MS-SRVS] 2.2.2.5: NNLEN.</summary>
    public const int MaxShareNameLength = 80;

    /// <summary>Examines a host by name or address. Whatever the host does, the outcome is a result, not an exception.</summary>
    /// <param name="computerName">Name or address.</param>
    /// <param name="port">TCP port, 1 to 65535: 445, 139 or any port that is forwarded to one of them.</param>
    /// <param name="options">Vantage point and limits.</param>
    /// <param name="cancellation">Cancels the examination.</param>
    /// <exception cref="ArgumentException">The port is out of range, a share name is invalid, or the account names no user.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<ShareReachability> ExamineAsync(
        string computerName, int port, ShareExaminationOptions options, CancellationToken cancellation)
    {
        Check(computerName, port, options);
        DateTimeOffset startedAt = options.Time.GetLocalNow();
        try
        {
            IPAddress address = await HostAddress.ResolveAsync(computerName, cancellation).ConfigureAwait(false);
            return await ExamineAsync(computerName, address, port, options, cancellation).ConfigureAwait(false);
        }
        catch (InputException unusable)
        {
            return new ShareReachability
            {
                ComputerName = computerName,
                Port = port,
                Vantage = options.Vantage,
                Reasons = new[] { HostAddress.Evidence(computerName, unusable) },
                StartedAt = startedAt,
                EndedAt = options.Time.GetLocalNow(),
            };
        }
    }

    /// <summary>Examines a host whose address is known.</summary>
    /// <param name="computerName">Its name in the result.</param>
    /// <param name="address">Its address.</param>
    /// <param name="port">TCP port, 1 to 65535.</param>
    /// <param name="options">Vantage point and limits.</param>
    /// <param name="cancellation">Cancels the examination.</param>
    /// <exception cref="ArgumentException">The port is out of range, a share name is invalid, or the account names no user.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<ShareReachability> ExamineAsync(
        string computerName, IPAddress address, int port, ShareExaminationOptions options, CancellationToken cancellation)
    {
        Check(computerName, port, options);
        ShareExamination examination = new(computerName, new IPEndPoint(address, port), options);
        return await examination.RunAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Whether a share name is valid: 1 to <see cref="MaxShareNameLength"/> characters, not all blank, without a backslash.</summary>
    public static bool CanBeShareName(string name) =>
        !string.IsNullOrWhiteSpace(name) && name.Length <= MaxShareNameLength && !name.Contains('\\');

    private static void Check(string computerName, int port, ShareExaminationOptions options)
    {
        if (string.IsNullOrWhiteSpace(computerName))
        {
            throw new ArgumentException("A host name or address is needed.", nameof(computerName));
        }

        if (port is < IPEndPoint.MinPort + 1 or > IPEndPoint.MaxPort)
        {
            throw new ArgumentOutOfRangeException(nameof(port), port, "A TCP port lies between 1 and 65535.");
        }

        if (options is null)
        {
            throw new ArgumentNullException(nameof(options));
        }

        if (options.Credential is not null && !NtlmIdentity.NamesUser(options.Credential))
        {
            throw new ArgumentException("An account names a user: DOMAIN\\user, user@domain or user.", nameof(options));
        }

        if (!options.ShareNames.All(CanBeShareName))
        {
            throw new ArgumentException($"A share name has 1 to {MaxShareNameLength} characters and no backslash.", nameof(options));
        }
    }
}
