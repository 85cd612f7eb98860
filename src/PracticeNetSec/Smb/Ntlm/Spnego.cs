// SPDX-License-Identifier: MIT
using System.Formats.Asn1;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Ntlm;

/// <summary>The SPNEGO envelope around NTLM (RFC 4178 §4.2), in DER.</summary>
internal static class Spnego
{
    private const string SpnegoOid = "1.3.6.1.5.5.2";
    private const string NtlmOid = "1.3.6.1.4.1.311.2.2.10";

    private static readonly Asn1Tag InitialContextToken = new(TagClass.Application, 0, isConstructed: true);

    /// <summary>NegTokenInit with NTLM as the only mechanism (RFC 4178 §4.2.1, framed by RFC 2743 §3.1).</summary>
    public static byte[] Init(byte[] ntlm)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence(InitialContextToken))
        {
            writer.WriteObjectIdentifier(SpnegoOid);
            using (writer.PushSequence(Context(0)))
            using (writer.PushSequence())
            {
                using (writer.PushSequence(Context(0)))
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(NtlmOid);
                }

                using (writer.PushSequence(Context(2)))
                {
                    writer.WriteOctetString(ntlm);
                }
            }
        }

        return writer.Encode();
    }

    /// <summary>The client's mechanism list as covered by its signature (RFC 4178 §5): MechTypeList with NTLM alone.</summary>
    public static byte[] MechanismList()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(NtlmOid);
        }

        return writer.Encode();
    }

    /// <summary>NegTokenResp that carries the next NTLM message (RFC 4178 §4.2.2).</summary>
    /// <param name="ntlm">The message.</param>
    /// <param name="listSignature">mechListMIC; null where there is no key to sign with.</param>
    public static byte[] Response(byte[] ntlm, byte[]? listSignature = null)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence(Context(1)))
        using (writer.PushSequence())
        {
            using (writer.PushSequence(Context(2)))
            {
                writer.WriteOctetString(ntlm);
            }

            if (listSignature is not null)
            {
                using (writer.PushSequence(Context(3)))
                {
                    writer.WriteOctetString(listSignature);
                }
            }
        }

        return writer.Encode();
    }

    /// <summary>The NTLM message inside a server's NegTokenResp.</summary>
    /// <exception cref="SmbFormatException">No NegTokenResp, or none with a responseToken.</exception>
    public static byte[] DecodeResponse(byte[] token)
    {
        try
        {
            AsnReader fields = new AsnReader(token, AsnEncodingRules.BER).ReadSequence(Context(1)).ReadSequence();
            while (fields.HasData)
            {
                Asn1Tag tag = fields.PeekTag();
                if (tag.TagClass == TagClass.ContextSpecific && tag.TagValue == 2)
                {
                    return fields.ReadSequence(Context(2)).ReadOctetString();
                }

                fields.ReadEncodedValue(); // negState, supportedMech, mechListMIC: the NTLM message suffices.
            }
        }
        catch (AsnContentException malformed)
        {
            throw new SmbFormatException(EvidenceOf.MalformedStructure("SPNEGO NegTokenResp"), malformed);
        }

        throw new SmbFormatException(EvidenceOf.MalformedStructure("SPNEGO responseToken"));
    }

    private static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number, isConstructed: true);
}
