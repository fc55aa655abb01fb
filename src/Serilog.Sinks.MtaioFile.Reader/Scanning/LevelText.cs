using System.Text;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Reader.Scanning;

/// <summary>The names of levels, of Serilog and of mtaio, long and short.</summary>
static class LevelText
{
    /// <summary>Reads the name of a level; null = it is another word.</summary>
    public static LogEventLevel? Parse(ReadOnlySpan<byte> name)
    {
        if (name.Length is 0 or > 11) return null;
        return (name[0] | 0x20) switch
        {
            'v' => Is(name, LogEventLevel.Verbose, "verbose"u8, "vrb"u8),
            't' => Is(name, LogEventLevel.Verbose, "trace"u8, "trc"u8),
            'd' => Is(name, LogEventLevel.Debug, "debug"u8, "dbg"u8),
            'i' => Is(name, LogEventLevel.Information, "information"u8, "inf"u8) ?? Is(name, LogEventLevel.Information, "info"u8, "i"u8),
            'w' => Is(name, LogEventLevel.Warning, "warning"u8, "wrn"u8) ?? Is(name, LogEventLevel.Warning, "warn"u8, "w"u8),
            'e' => Is(name, LogEventLevel.Error, "error"u8, "err"u8),
            'f' => Is(name, LogEventLevel.Fatal, "fatal"u8, "ftl"u8),
            'c' => Is(name, LogEventLevel.Fatal, "critical"u8, "crt"u8),
            _ => null,
        };
    }

    static LogEventLevel? Is(ReadOnlySpan<byte> name, LogEventLevel level, ReadOnlySpan<byte> full, ReadOnlySpan<byte> brief) =>
        Ascii.EqualsIgnoreCase(name, full) || Ascii.EqualsIgnoreCase(name, brief) ? level : null;
}
