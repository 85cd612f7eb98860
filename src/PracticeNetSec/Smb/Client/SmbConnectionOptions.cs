// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Smb.Client;

/// <summary>What a connection is for, and how carefully the server is treated.</summary>
/// <param name="OffersEncryption">It carries a session with a key: see <see cref="Messages.NegotiateRequest.OffersEncryption"/>.</param>
/// <param name="OneAtATime">Every request by itself, without compounds: for a server that broke off an exchange of several.</param>
internal readonly record struct SmbConnectionOptions(bool OffersEncryption = false, bool OneAtATime = false);
