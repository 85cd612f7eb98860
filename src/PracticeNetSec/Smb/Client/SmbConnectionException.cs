// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Smb.Client;

/// <summary>The connection to one peer has ended. Raised inside the client; the examiner turns it into a result.</summary>
internal sealed class SmbConnectionException : Exception
{
    public SmbConnectionException(SmbFailure failure, string message, Exception? inner = null)
        : base(message, inner) => Failure = failure;

    public SmbFailure Failure { get; }
}
