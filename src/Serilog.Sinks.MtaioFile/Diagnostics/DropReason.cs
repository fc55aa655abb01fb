namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>Why an event will not be written.</summary>
enum DropReason
{
    Overflow,
    Formatting,
    WriteFailure,
    Shutdown,
    Closed,
}
