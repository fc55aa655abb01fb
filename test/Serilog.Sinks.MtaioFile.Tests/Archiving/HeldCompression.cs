using System.IO.Compression;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>GZip whose compressions begin, then wait until the test lets them go on: the temporary file is there meanwhile.</summary>
sealed class HeldCompression : ArchiveCompression, IDisposable
{
    static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(30);

    readonly ManualResetEventSlim _started = new();
    readonly ManualResetEventSlim _released = new();
    int _calls;

    public override string Suffix => ".gz";

    /// <summary>Returns when a compression is held.</summary>
    public void AwaitStart() => Assert.True(_started.Wait(LongEnough), "no compression has begun");

    /// <summary>Lets the compression that is held go on, and all later ones.</summary>
    public void Release() => _released.Set();

    /// <summary>A test that fails must not leave the archive thread waiting.</summary>
    public void Dispose() => Release();

    public override Stream OpenCompressing(Stream target)
    {
        // The first call comes from the check of the options.
        if (Interlocked.Increment(ref _calls) > 1)
        {
            _started.Set();
            _released.Wait();
        }
        return new GZipStream(target, CompressionLevel.Fastest);
    }

    /// <summary>Called after each comparison of a compressed file with its archive.</summary>
    public Action AfterComparison { get; set; } = () => { };

    public override Stream OpenDecompressing(Stream source) => new ComparedStream(source, this);

    sealed class ComparedStream(Stream source, HeldCompression compression) : GZipStream(source, CompressionMode.Decompress)
    {
        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            compression.AfterComparison();
        }
    }
}
