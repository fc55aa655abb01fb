using System.IO.Compression;
using Serilog.Sinks.MtaioFile.Archiving;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>GZip whose compressions begin, then wait until the test lets them go on: the temporary file is there meanwhile.</summary>
sealed class HeldCodec : ArchiveCodec, IDisposable
{
    static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(30);

    readonly ManualResetEventSlim _started = new();
    readonly ManualResetEventSlim _released = new();

    public override string Suffix => ".gz";

    protected override int LeastBytes => 18;

    /// <summary>Returns when a compression is held.</summary>
    public void AwaitStart() => Assert.True(_started.Wait(LongEnough), "no compression has begun");

    /// <summary>Lets the compression that is held go on, and all later ones.</summary>
    public void Release() => _released.Set();

    /// <summary>A test that fails must not leave the archive thread waiting.</summary>
    public void Dispose() => Release();

    protected override Stream OpenCompressing(Stream target)
    {
        _started.Set();
        _released.Wait();
        return new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true);
    }

    protected override Stream OpenDecompressing(Stream source) => new GZipStream(source, CompressionMode.Decompress, leaveOpen: true);

    protected override bool IsComplete(Stream compressed, long contentLength) => true;
}
