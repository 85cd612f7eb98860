// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Smb.Ntlm;

/// <summary>
/// RC4. It has been broken for years; it is here because NTLM encrypts the exchanged session key with it ([MS-NLMP] 3.4.4, RC4K) and
/// .NET does not offer it.
/// </summary>
internal static class Rc4
{
    public static byte[] Transform(byte[] key, byte[] data)
    {
        byte[] state = new byte[256];
        for (int i = 0; i < state.Length; i++)
        {
            state[i] = (byte)i;
        }

        for (int i = 0, j = 0; i < state.Length; i++)
        {
            j = (j + state[i] + key[i % key.Length]) & 0xFF;
            (state[i], state[j]) = (state[j], state[i]);
        }

        byte[] result = new byte[data.Length];
        for (int n = 0, i = 0, j = 0; n < data.Length; n++)
        {
            i = (i + 1) & 0xFF;
            j = (j + state[i]) & 0xFF;
            (state[i], state[j]) = (state[j], state[i]);
            result[n] = (byte)(data[n] ^ state[(state[i] + state[j]) & 0xFF]);
        }

        return result;
    }
}
