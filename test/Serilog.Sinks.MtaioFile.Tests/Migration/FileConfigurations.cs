namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>Configurations of Serilog.Sinks.File in the shapes that public repositories have; only paths and names are others.</summary>
static class FileConfigurations
{
    public static readonly Dictionary<string, string> All = new(StringComparer.Ordinal)
    {
        ["a file a day"] = """
            { "Name": "File", "Args": { "path": "logs/app-.log", "rollingInterval": "Day", "retainedFileCountLimit": 7 } }
            """,
        ["size"] = """
            { "Name": "File", "Args": {
              "path": "logs/log.txt", "rollOnFileSizeLimit": true, "fileSizeLimitBytes": 50000, "retainedFileCountLimit": 3 } }
            """,
        ["shared, by size and day"] = """
            { "Name": "File", "Args": {
              "path": "./logs/DemoLog.txt", "fileSizeLimitBytes": 51200, "rollingInterval": "Day", "rollOnFileSizeLimit": true,
              "outputTemplate": "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} [{Level:u3}] [{MemberName}] {Message}{NewLine}{Exception}",
              "restrictedToMinimumLevel": "Information", "retainedFileCountLimit": "3", "shared": true,
              "flushToDiskInterval": "00:00:01" } }
            """,
        ["buffered"] = """
            { "Name": "File", "Args": {
              "path": "logs/bot-.log", "rollingInterval": "Day", "retainedFileCountLimit": 30, "buffered": true,
              "flushToDiskInterval": "00:00:01",
              "outputTemplate": "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {SourceContext}: {Message:lj}{NewLine}{Exception}" } }
            """,
        ["inside Async"] = """
            { "Name": "Async", "Args": { "bufferSize": 100000, "blockWhenFull": true, "configure": [
              { "Name": "File", "Args": {
                "path": "logs/log-.txt", "rollingInterval": "Day", "fileSizeLimitBytes": 30000, "rollOnFileSizeLimit": true } } ] } }
            """,
        ["a template of its own"] = """
            { "Name": "File", "Args": {
              "path": "logs/service_.log", "rollingInterval": "Month",
              "formatProvider": "System.Globalization.CultureInfo::InvariantCulture",
              "outputTemplate": "{Timestamp:o} {Level:w} <{ThreadId}> {Message:j} {Properties:j}{NewLine}{Exception}" } }
            """,
        ["JSON"] = """
            { "Name": "File", "Args": {
              "path": "logs/log.json", "rollingInterval": "Infinite", "fileSizeLimitBytes": null, "retainedFileCountLimit": null,
              "formatter": "Serilog.Formatting.Compact.CompactJsonFormatter, Serilog.Formatting.Compact" } }
            """,
        ["a time limit"] = """
            { "Name": "File", "Args": {
              "path": "logs/old-.log", "rollingInterval": "Day", "retainedFileTimeLimit": "7.00:00:00",
              "encoding": "System.Text.Encoding::UTF8" } }
            """,
        ["an expression template"] = """
            { "Name": "File", "Args": {
              "path": "logs/app-.log", "rollingInterval": "Day", "buffered": true, "flushToDiskInterval": "00:00:01",
              "formatter": {
                "type": "Serilog.Templates.ExpressionTemplate, Serilog.Expressions",
              "template": "[{@t:HH:mm:ss} {@l:u3}{#if @tr is not null} ({substring(@tr,0,4)}:{substring(@sp,0,4)}){#end}] {@m}\n{@x}" } } }
            """,
        ["inside a sub-logger"] = """
            { "Name": "Logger", "Args": { "configureLogger": { "WriteTo": [
              { "Name": "File", "Args": { "path": "logs/sub.log", "rollingInterval": "Year", "fileSizeLimitBytes": "10000",
                "rollOnFileSizeLimit": "true" } } ] } } }
            """,
    };
}
