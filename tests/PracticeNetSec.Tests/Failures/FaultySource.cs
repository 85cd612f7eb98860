// SPDX-License-Identifier: MIT
using System;
using System.ComponentModel;
using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Routers.Sources;
using Xunit;

namespace PracticeNetSec.Tests.Failures;

/// <summary>A source that throws what a platform's libraries throw, those of Windows and .NET Framework among them.</summary>
internal sealed class FaultySource : IRouterSource
{
    /// <summary>Stands for a text of the operating system, in the language of the operating system.</summary>
    public const string SystemText = "Der Socket ist nicht verbunden (C:\\Users\\praxis)";

    private readonly Exception? _failure;

    public FaultySource(string name, Exception? failure) => (Name, _failure) = (name, failure);

    /// <summary>What reads the source; what throws is the reading itself or its first wait.</summary>
    public static TheoryData<string> Kinds => new()
    {
        "socket", "win32", "cryptographic", "authentication", "io", "http", "disposed", "null", "index", "not supported", "aggregate",
        "canceled by a library", "type initialization", "invalid operation", "format",
    };

    public string Name { get; }

    public static Exception Of(string kind) => kind switch
    {
        "socket" => new SocketException((int)SocketError.NotConnected, SystemText),
        "win32" => new Win32Exception(unchecked((int)0x80090302), SystemText),
        "cryptographic" => new CryptographicException(SystemText),
        "authentication" => new AuthenticationException(SystemText, new Win32Exception(unchecked((int)0x80090331), SystemText)),
        "io" => new IOException(SystemText),
        "http" => new HttpRequestException(SystemText, new CryptographicException(SystemText)),
        "disposed" => new ObjectDisposedException(SystemText),
        "null" => Reserved(typeof(NullReferenceException)),
        "index" => Reserved(typeof(IndexOutOfRangeException)),
        "not supported" => new PlatformNotSupportedException(SystemText),
        "aggregate" => new AggregateException(SystemText, new SocketException((int)SocketError.ConnectionReset, SystemText)),
        "canceled by a library" => new TaskCanceledException(SystemText),
        "type initialization" => new TypeInitializationException(SystemText, new DllNotFoundException(SystemText)),
        "invalid operation" => new InvalidOperationException(SystemText),
        _ => new FormatException(SystemText),
    };

    public async Task<SourceResult> ReadAsync(RouterTarget target, CancellationToken cancellation)
    {
        await Task.Yield();
        return _failure is null ? await WaitAsync(cancellation) : throw _failure;
    }

    // What the runtime alone throws: a defect of a library surfaces so.
    private static Exception Reserved(Type type) => (Exception)Activator.CreateInstance(type, SystemText)!;

    private static async Task<SourceResult> WaitAsync(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        return new SourceResult();
    }
}
