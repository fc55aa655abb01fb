using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>The public sink methods under one signature, for what must be true of all of them.</summary>
static class EverySink
{
    public static readonly string[] Sections = ["WriteTo", "AuditTo"];

    public static readonly string[] Names = ["MtaioFile", "MtaioRotatingFile", "MtaioJsonFile"];

    /// <summary>Configures a sink without creating the logger.</summary>
    public static LoggerConfiguration Configure(
        string section,
        string sink,
        string path,
        MtaioFileOptions? options = null,
        LogEventLevel level = LevelAlias.Minimum,
        LoggingLevelSwitch? levelSwitch = null,
        ITextFormatter? formatter = null)
    {
        var logger = new LoggerConfiguration().MinimumLevel.Verbose();
        formatter ??= new LineFormatter();
        return (section, sink) switch
        {
            ("WriteTo", "MtaioFile") => logger.WriteTo.MtaioFile(formatter, path, options, level, levelSwitch),
            ("AuditTo", "MtaioFile") => logger.AuditTo.MtaioFile(formatter, path, options, level, levelSwitch),
            ("WriteTo", "MtaioRotatingFile") => logger.WriteTo.MtaioRotatingFile(
                formatter, path, options: options, restrictedToMinimumLevel: level, levelSwitch: levelSwitch),
            ("AuditTo", "MtaioRotatingFile") => logger.AuditTo.MtaioRotatingFile(
                formatter, path, options: options, restrictedToMinimumLevel: level, levelSwitch: levelSwitch),
            ("WriteTo", "MtaioJsonFile") => logger.WriteTo.MtaioJsonFile(
                path, formatter: formatter, options: options, restrictedToMinimumLevel: level, levelSwitch: levelSwitch),
            ("AuditTo", "MtaioJsonFile") => logger.AuditTo.MtaioJsonFile(
                path, formatter: formatter, options: options, restrictedToMinimumLevel: level, levelSwitch: levelSwitch),
            _ => throw new ArgumentException($"there is no sink {section}.{sink}", nameof(sink)),
        };
    }

    public static TheoryData<string, string> Data()
    {
        var data = new TheoryData<string, string>();
        foreach (var section in Sections)
        {
            foreach (var sink in Names) data.Add(section, sink);
        }
        return data;
    }
}
