using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.TestRunner;

/// <summary>Turns failed assertions into exceptions.</summary>
sealed class ThrowingListener : TraceListener
{
    public override void Fail(string? message, string? detailMessage) =>
        throw new InvalidOperationException($"assertion failed: {message} {detailMessage}");

    public override void Write(string? message)
    {
    }

    public override void WriteLine(string? message)
    {
    }
}
