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

        if (reply is null || reply.Status != 200 || reply.Truncated)
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

        HttpReply? reply = await PostAsync(controlUrl, question, _login, cancellation).ConfigureAwait(false);
        if (reply is { Status: Unauthorized } && _credential is not null && DigestChallenge.Find(reply.Challenges) is { } challenge)
        {
            // The first request always, later ones where the device issues a new nonce. Another device is not asked meanwhile.
            using CredentialUse.CredentialTurn turn = await _credential.Use.TakeAsync(controlUrl.Host, cancellation).ConfigureAwait(false);
            if (turn.RefusedBy is string refuser)
            {
                return UpnpReply.None(UpnpOutcome.Unauthorized, EvidenceOf.UpnpLoginNotTried(refuser));
            }

            DigestAuthentication login = new(challenge, _credential);
            _login = login;
            reply = await PostAsync(controlUrl, question, login, cancellation).ConfigureAwait(false);
            if (reply is { Status: Unauthorized })
            {
                // Refused with a nonce issued for this request. Boxes lock out repeated attempts, so there is no retry.
                _isRefused = true;
                turn.Refuse();
                return NotAccepted;
            }
        }

        if (reply is null)
        {
            return UpnpReply.None(UpnpOutcome.NoAnswer, EvidenceOf.UpnpNoAnswer());
        }

        if (reply.Status == Unauthorized)
        {
            return UpnpReply.None(UpnpOutcome.Unauthorized, _credential is null ? EvidenceOf.UpnpLoginRequired() : EvidenceOf.UpnpNoDigest());
        }

        return Read(reply, question.Action);
    }

    private static UpnpReply Read(HttpReply reply, UpnpAction action)
    {
        // Errors come with 500 (UPnP Device Architecture 1.1 §3.2.5), values with 200.
        if (reply.Status is not (200 or 500) || reply.Truncated)
        {
            return UpnpReply.None(UpnpOutcome.NotUnderstood, reply.Truncated ? EvidenceOf.UpnpAnswerEndless() : EvidenceOf.UpnpStatus(reply.Status));
        }

        try
        {
            return UpnpReply.From(SoapAnswer.Decode(reply.Body, action));
        }
        catch (UpnpFormatException misshapen)
        {
            return UpnpReply.None(UpnpOutcome.NotUnderstood, reply.Status == 500 ? EvidenceOf.UpnpErrorMisshapen(reply.Status, misshapen.Cause) : EvidenceOf.UpnpMisshapen(misshapen.Cause));
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
