// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>A signature over number and hash of an entry: nothing up to it can be written anew without the key.</summary>
internal sealed class Checkpoint
{
    private readonly byte[] _hash;
    private readonly byte[] _certificate;
    private readonly byte[] _signature;

    public Checkpoint(long sequence, byte[] hash, long at, byte[] certificate, byte[] signature)
    {
        (Sequence, _hash, At, _certificate, _signature) = (sequence, hash, at, certificate, signature);
        try
        {
            using X509Certificate2 signer = new(certificate);
            Subject = signer.Subject;
            IsSignatureValid = Verify(signer);
            IsTrusted = IsSignatureValid && IsTrustedHere(signer);
        }
        catch (CryptographicException)
        {
            IsSignatureValid = false;
        }
    }

    public long Sequence { get; }

    public long At { get; }

    /// <summary>Subject of the certificate.</summary>
    public string Subject { get; } = "";

    public bool IsSignatureValid { get; }

    /// <summary>True where this machine holds the certificate among its own, its trusted people or its trusted publishers: whoever can write the file can also sign with another certificate.</summary>
    public bool IsTrusted { get; }

    /// <summary>True where the entry of the chain has the signed hash.</summary>
    public bool IsInChain { get; private set; }

    /// <summary>Signs an entry.</summary>
    /// <exception cref="CryptographicException">The certificate has no usable private key.</exception>
    public static Checkpoint Sign(long sequence, byte[] hash, long at, X509Certificate2 certificate)
    {
        byte[] text = Text(sequence, hash, at);
        using RSA? rsa = certificate.GetRSAPrivateKey();
        using ECDsa? curve = rsa is null ? certificate.GetECDsaPrivateKey() : null;
        byte[] signature = rsa?.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) ?? curve?.SignData(text, HashAlgorithmName.SHA256)
            ?? throw new CryptographicException("The certificate has no private key for RSA or ECDSA.");
        return new Checkpoint(sequence, hash, at, certificate.Export(X509ContentType.Cert), signature);
    }

    public void Compare(byte[] hash) => IsInChain = hash.SequenceEqual(_hash);

    /// <summary>Values of the row, in the order of its columns.</summary>
    public object[] ToRow() => new object[] { Sequence, _hash, At, _certificate, _signature };

    private static bool IsTrustedHere(X509Certificate2 signer)
    {
        // Not by a chain of authorities: everyone who has a web server has a certificate that leads to one.
        foreach ((StoreLocation location, StoreName name) in
            from location in new[] { StoreLocation.CurrentUser, StoreLocation.LocalMachine }
            from name in new[] { StoreName.My, StoreName.TrustedPeople, StoreName.TrustedPublisher }
            select (location, name))
        {
            using X509Store store = new(name, location);
            try
            {
                store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            }
            catch (CryptographicException)
            {
                // This machine has no such store.
                continue;
            }

            if (store.Certificates.Find(X509FindType.FindByThumbprint, signer.Thumbprint, validOnly: false).Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static byte[] Text(long sequence, byte[] hash, long at) =>
        Encoding.ASCII.GetBytes(FormattableString.Invariant($"PracticeNetSec history\n{sequence}:{EntryChain.Text(hash)}\n{at}\n"));

    private bool Verify(X509Certificate2 signer)
    {
        byte[] text = Text(Sequence, _hash, At);
        using RSA? rsa = signer.GetRSAPublicKey();
        using ECDsa? curve = rsa is null ? signer.GetECDsaPublicKey() : null;
        return rsa?.VerifyData(text, _signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) ?? curve?.VerifyData(text, _signature, HashAlgorithmName.SHA256) ?? false;
    }
}
