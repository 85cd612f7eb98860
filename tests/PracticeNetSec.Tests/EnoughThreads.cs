// SPDX-License-Identifier: MIT
using System.Runtime.CompilerServices;
using System.Threading;

namespace PracticeNetSec.Tests;

/// <summary>
/// Many of these tests play both ends of a conversation in one process, with time-outs of a second. The thread pool starts
/// with one thread a processor and adds one or two a second: on a small machine the answering end would wait for a thread.
/// </summary>
internal static class EnoughThreads
{
    [ModuleInitializer]
    internal static void Ask() => ThreadPool.SetMinThreads(64, 64);
}
