// SPDX-License-Identifier: MIT
using System;
using System.Text;
using PracticeNetSec.Model;
using PracticeNetSec.Net;

namespace PracticeNetSec.Snmp.Usm;

/// <summary>
/// An SNMPv3 user: name, protocols and passwords. The passwords are never output; only the keys derived from them
/// are kept. One credential can serve any number of routers at once.
/// </summary>
public sealed class SnmpCredential
{
    // RFC 3414 §11.2: the minimum length an implementation must require; agents reject shorter ones too.
    private const int MinPasswordLength = 8;

    // SnmpAdminString (SIZE(1..32)), RFC 3414 §5 usmUserName.
    private const int MaxUserNameLength = 32;

    private readonly Lazy<byte[]> _authenticationKey;
    private readonly Lazy<byte[]> _privacyKey;

    /// <summary>Makes a credential.</summary>
    /// <param name="userName">The user's name, 1 to 32 octets in UTF-8.</param>
    /// <param name="authentication">How messages are authenticated; None reads without authentication.</param>
    /// <param name="authenticationPassword">At least 8 characters; null without authentication.</param>
    /// <param name="privacy">How messages are encrypted; needs authentication.</param>
    /// <param name="privacyPassword">At least 8 characters; null means the same as for authentication.</param>
    /// <exception cref="InputException"><c>SnmpCredential</c>: the parts do not fit together.</exception>
    public SnmpCredential(
        string userName,
        SnmpAuthentication authentication = SnmpAuthentication.None,
        string? authenticationPassword = null,
        SnmpPrivacy privacy = SnmpPrivacy.None,
        string? privacyPassword = null)
    {
        (UserName, Authentication, Privacy) = (userName, authentication, privacy);
        if (Encoding.UTF8.GetByteCount(userName) is 0 or > MaxUserNameLength)
        {
            throw Unfit("An SNMPv3 user's name has 1 to 32 octets.");
        }

        if (authentication == SnmpAuthentication.None && privacy != SnmpPrivacy.None)
        {
            throw Unfit("SNMPv3 encrypts authenticated messages only: name an authentication protocol too.");
        }

        string? authenticationSecret = Secret(authentication != SnmpAuthentication.None, authenticationPassword, "authentication");
        string? privacySecret = Secret(privacy != SnmpPrivacy.None, privacyPassword ?? authenticationPassword, "privacy");
        _authenticationKey = new Lazy<byte[]>(() => KeyLocalization.KeyOf(authentication, authenticationSecret!));
        _privacyKey = new Lazy<byte[]>(() => KeyLocalization.KeyOf(authentication, privacySecret!));
    }

    /// <summary>Its use in this run, by whatever agent it is for.</summary>
    internal CredentialUse Use { get; } = new();

    /// <summary>The user's name.</summary>
    public string UserName { get; }

    /// <summary>How messages are authenticated.</summary>
    public SnmpAuthentication Authentication { get; }

    /// <summary>How messages are encrypted.</summary>
    public SnmpPrivacy Privacy { get; }

    /// <summary>RFC 3414's Ku of the authentication password; only with authentication.</summary>
    internal byte[] AuthenticationKey => _authenticationKey.Value;

    /// <summary>RFC 3414's Ku of the privacy password; only with privacy.</summary>
    internal byte[] PrivacyKey => _privacyKey.Value;

    /// <summary>The user and the protocols, without secrets.</summary>
    public override string ToString() => $"{UserName} ({Authentication}/{Privacy})";

    private static string? Secret(bool needed, string? password, string kind) => !needed ? null
        : password?.Length >= MinPasswordLength ? password
        : throw Unfit($"The {kind} password of an SNMPv3 user has at least {MinPasswordLength} characters.");

    private static InputException Unfit(string message) => new(nameof(SnmpCredential), message);
}
