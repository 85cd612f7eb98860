// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Smb.Client;

/// <summary>The connection to one peer has ended. Raised inside the client; the examiner turns it into a result.</summary>
internal sealed class SmbConnectionException : Exception, IStatesCause
{
    public SmbConnectionException(SmbFailure failure, Evidence cause, Exception? inner = null)
        : base(cause.Text, inner) => (Failure, Cause) = (failure, cause);

    public SmbFailure Failure { get; }

    /// <inheritdoc/>
    public Evidence Cause { get; }
}
