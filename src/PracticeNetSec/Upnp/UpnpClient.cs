// SPDX-License-Identifier: MIT
using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Net;

namespace PracticeNetSec.Upnp;

/// <summary>Queries the services of one device, and logs in by digest where the device requires it and a credential exists.</summary>
internal sealed class UpnpClient
{
    // Errors come with 500 (UPnP Device Architecture 1.1 §3.2.5), values with 200.
    private const int Success = 200;
    private const int ServiceError = 500;
    private const int Unauthorized = 401;

    private static readonly UpnpReply NotAccepted = UpnpReply.None(UpnpOutcome.Unauthorized, EvidenceOf.UpnpLoginNotAccepted());

    private readonly HttpFetcher _fetcher;
    private readonly TimeSpan _timeout;
    private readonly Credential? _credential;
    private volatile DigestAuthentication? _login;
    private volatile bool _isRefused;
    private volatile bool _hasFailed;

    /// <param name="fetcher">Sends the requests.</param>
    /// <param name="timeout">Timeout of each request.</param>
    /// <param name="credential">Used only to answer a digest challenge; null to never log in.</param>
    public UpnpClient(HttpFetcher fetcher, TimeSpan timeout, Credential? credential = null)
    {
        _fetcher = fetcher;
        _timeout = timeout;
        _credential = credential;
    }

    /// <summary>True when an error of this machine, not the device, prevented a request; the details state which.</summary>
    public bool HasFailed => _hasFailed;

    /// <summary>Reads a description; null, with the reason, when there is none at that URL.</summary>
    public async Task<(DeviceDescription? Description, Evidence? Detail)> DescribeAsync(Uri location, CancellationToken cancellation)
    {
        HttpReply? reply;
        try
        {
            reply = await _fetcher.GetAsync(location, _timeout, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            return (null, Failed(failure, cancellation));
        }

        if (reply is null || reply.Status != Success || reply.Truncated)
        {
            return (null, reply is null ? EvidenceOf.UpnpNoAnswer() : reply.Truncated ? EvidenceOf.UpnpAnswerEndless() : EvidenceOf.UpnpStatus(reply.Status));
        }

        try
        {
            return (DeviceDescription.Decode(reply.Body, location), null);
        }
        catch (UpnpFormatException misshapen)
        {
            return (null, EvidenceOf.UpnpMisshapen(misshapen.Cause));
        }
    }

    /// <summary>Invokes one action at a URL from the device's description. Any error affects only this response.</summary>
    public async Task<UpnpReply> AskAsync(Uri controlUrl, SoapRequest question, CancellationToken cancellation)
    {
        try
        {
            return await ExchangeAsync(controlUrl, question, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            return UpnpReply.None(UpnpOutcome.NoAnswer, Failed(failure, cancellation));
        }
    }

    private Evidence Failed(Exception failure, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _hasFailed = true;
        return EvidenceOf.SourceNotRead(ErrorCause.Of(failure));
    }

    private async Task<UpnpReply> ExchangeAsync(Uri controlUrl, SoapRequest question, CancellationToken cancellation)
    {
        if (_isRefused)
        {
            return NotAccepted;
        }

        DigestAuthentication? sent = _login;
        HttpReply? reply = await PostAsync(controlUrl, question, sent, cancellation).ConfigureAwait(false);
        if (reply is not { Status: Unauthorized } || _credential is null)
        {
            return Read(reply, question.Action);
        }

        DigestChallenge? challenge = DigestChallenge.Find(reply.Challenges);
        if (sent is null && challenge is null)
        {
            return UpnpReply.None(UpnpOutcome.Unauthorized, EvidenceOf.UpnpNoDigest());
        }

        // Another device is not asked meanwhile.
        using CredentialUse.CredentialTurn turn = await _credential.Use.TakeAsync(controlUrl.Host, cancellation).ConfigureAwait(false);
        if (challenge is null || (sent is not null && !challenge.IsStale))
        {
            // Only where nothing but the nonce was too old (RFC 7616 §3.3, stale) may a login that was sent be sent again.
            return Refused(turn);
        }

        if (turn.RefusedBy is string refuser)
        {
            _login = null;
            return UpnpReply.None(UpnpOutcome.Unauthorized, EvidenceOf.UpnpLoginNotTried(refuser));
        }

        return await LogInAsync(controlUrl, question, new DigestAuthentication(challenge, _credential), turn, cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends one login. Boxes lock out repeated attempts and may count one however they answer, so that anything but an answer of the service ends its use.</summary>
    private async Task<UpnpReply> LogInAsync(Uri controlUrl, SoapRequest question, DigestAuthentication login, CredentialUse.CredentialTurn turn, CancellationToken cancellation)
    {
        bool isAccepted = false;
        try
        {
            HttpReply? reply = await PostAsync(controlUrl, question, login, cancellation).ConfigureAwait(false);
            isAccepted = reply is { Status: Success or ServiceError };
            _login = login;
            return reply is { Status: Unauthorized } ? NotAccepted : Read(reply, question.Action);
        }
        finally
        {
            if (!isAccepted)
            {
                Refused(turn);
            }
        }
    }

    private UpnpReply Refused(CredentialUse.CredentialTurn turn)
    {
        _isRefused = true;
        turn.Refuse();
        return NotAccepted;
    }

    private static UpnpReply Read(HttpReply? reply, UpnpAction action)
    {
        if (reply is null)
        {
            return UpnpReply.None(UpnpOutcome.NoAnswer, EvidenceOf.UpnpNoAnswer());
        }

        if (reply.Status == Unauthorized)
        {
            return UpnpReply.None(UpnpOutcome.Unauthorized, EvidenceOf.UpnpLoginRequired());
        }

        if (reply.Status is not (Success or ServiceError) || reply.Truncated)
        {
            return UpnpReply.None(UpnpOutcome.NotUnderstood, reply.Truncated ? EvidenceOf.UpnpAnswerEndless() : EvidenceOf.UpnpStatus(reply.Status));
        }

        try
        {
            return UpnpReply.From(SoapAnswer.Decode(reply.Body, action));
        }
        catch (UpnpFormatException misshapen)
        {
            return UpnpReply.None(UpnpOutcome.NotUnderstood, reply.Status == ServiceError ? EvidenceOf.UpnpErrorMisshapen(reply.Status, misshapen.Cause) : EvidenceOf.UpnpMisshapen(misshapen.Cause));
        }
    }

    private async Task<HttpReply?> PostAsync(Uri controlUrl, SoapRequest question, DigestAuthentication? login, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, controlUrl) { Content = new ByteArrayContent(question.Encode()) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", SoapRequest.ContentType);
        request.Headers.TryAddWithoutValidation("SOAPACTION", question.SoapAction);
        request.Headers.ExpectContinue = false;
        if (login is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", login.Answer("POST", controlUrl.PathAndQuery));
        }

        return await _fetcher.SendAsync(request, _timeout, cancellation).ConfigureAwait(false);
    }
}
