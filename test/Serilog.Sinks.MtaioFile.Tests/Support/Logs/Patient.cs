namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Options for tests with much to write, in which nothing is given up however busy the machine is.</summary>
static class Patient
{
    static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(10);

    public static MtaioFileOptions Options(MtaioFileHandle? handle = null) =>
        new() { Handle = handle, ShutdownTimeout = LongEnough, Batching = new() { BlockTimeout = LongEnough } };
}
