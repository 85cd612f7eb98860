// SPDX-License-Identifier: MIT
using System;
using System.Threading;

namespace PracticeNetSec.Fuzz.Planted;

/// <summary>
/// Codecs with a known bug each, so that the fuzzer is seen finding them. The bug hides behind five bytes that are
/// compared one after the other: by chance alone that takes 2^40 inputs, by coverage five short steps.
/// </summary>
internal static class PlantedCodec
{
    private const int FloodLength = 64 * 1024 * 1024;

    private static readonly TimeSpan StallTime = TimeSpan.FromMilliseconds(200);

    /// <summary>Reads behind the end of a message that begins with CRASH.</summary>
    /// <exception cref="FormatException">The message is too short, as a codec says by its own exception.</exception>
    public static int Crash(byte[] message) => Begins(message, 'C', 'R', 'A', 'S', 'H') ? message[message.Length] : 0;

    /// <summary>Allocates 64 MiB for a message that begins with FLOOD.</summary>
    /// <exception cref="FormatException">The message is too short.</exception>
    /// <returns>What it allocated: unless somebody could look at it, the compiler would leave it out.</returns>
    public static byte[] Flood(byte[] message) => Begins(message, 'F', 'L', 'O', 'O', 'D') ? new byte[FloodLength] : [];

    /// <summary>Takes long over a message that begins with STALL.</summary>
    /// <exception cref="FormatException">The message is too short.</exception>
    public static void Stall(byte[] message)
    {
        if (Begins(message, 'S', 'T', 'A', 'L', 'L'))
        {
            Thread.Sleep(StallTime);
        }
    }

    /// <summary>Never ends with a message that begins with HANGS.</summary>
    /// <exception cref="FormatException">The message is too short.</exception>
    public static void Hang(byte[] message)
    {
        if (Begins(message, 'H', 'A', 'N', 'G', 'S'))
        {
            Thread.Sleep(Timeout.Infinite);
        }
    }

    private static bool Begins(byte[] message, char first, char second, char third, char fourth, char fifth) => message.Length < 8
        ? throw new FormatException("Too short.")
        : message[0] == first && message[1] == second && message[2] == third && message[3] == fourth && message[4] == fifth;
}
