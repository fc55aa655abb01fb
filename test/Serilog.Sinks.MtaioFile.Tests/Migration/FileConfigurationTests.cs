using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>
/// Configurations of Serilog.Sinks.File with nothing but the name of the sink changed: the same events give the same files with the same
/// bytes, and the files of earlier runs are kept and deleted in the same way.
/// </summary>
public sealed partial class FileConfigurationTests
{
    const int Events = 1500;

    static readonly MessageTemplate Template = new MessageTemplateParser().Parse("Order {Number} of {Customer} took {Elapsed:0.000} ms");

    public static TheoryData<string> Names() => [.. FileConfigurations.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void OnlyTheNameOfTheSinkChanges(string name)
    {
        using var theirFolder = new TempFolder();
        using var ourFolder = new TempFolder();
        // With earlier packages, a null is an empty text, which is refused here.
        var before = JsonSettings.KnowsNull
            ? FileConfigurations.All[name]
            : FileConfigurations.All[name].Replace(": null", ": 100000000", StringComparison.Ordinal);
        var after = before.Replace("\"Name\": \"File\"", "\"Name\": \"MtaioRollingFile\"", StringComparison.Ordinal);
        Assert.NotEqual(before, after);
        LeaveOldFiles(theirFolder);
        LeaveOldFiles(ourFolder);
        using (var theirs = Open(before, theirFolder))
        using (var ours = Open(after, ourFolder))
        {
            for (var number = 0; number < Events; number++)
            {
                var logEvent = EventOf(number);
                theirs.Write(logEvent);
                ours.Write(logEvent);
            }
        }
        Assert.Equal(FilesOf(theirFolder), FilesOf(ourFolder));
        Assert.NotEmpty(FilesOf(ourFolder));
    }

    /// <summary>Files of 3 and of 30 days ago, as these configurations name them, and files of others.</summary>
    static void LeaveOldFiles(TempFolder folder)
    {
        Directory.CreateDirectory(folder["logs"]);
        foreach (var days in (int[])[3, 30])
        {
            var date = DateTime.Now.AddDays(-days).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
            string[] names = [$"app-{date}.log", $"old-{date}.log", $"old-{date}_001.log", $"DemoLog{date}.txt", $"other-{date}.log"];
            foreach (var name in names) folder.Write($"logs/{name}", "from an earlier run\n");
        }
    }

    static Logger Open(string sink, TempFolder folder) =>
        JsonSettings.Logger($$"""
            { "Serilog": {
                "Using": [ "Serilog.Sinks.File", "Serilog.Sinks.Async", "Serilog.Sinks.MtaioFile" ], "MinimumLevel": "Debug",
                "WriteTo": [ {{Path().Replace(sink, m => $"\"path\": \"{folder.Path}/logs/")}} ] } }
            """);

    static LogEvent EventOf(int number)
    {
        var level = (LogEventLevel)(number % 6);
        var exception = number % 97 == 0 ? new InvalidOperationException("it\nfailed") : null;
        return new LogEvent(
            new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.FromHours(1)).AddMilliseconds(number),
            level,
            exception,
            Template,
            [
                new LogEventProperty("Number", new ScalarValue(number)),
                new LogEventProperty("Customer", new ScalarValue("Zoë & \"Søn\"")),
                new LogEventProperty("Elapsed", new ScalarValue(number / 7.0)),
                new LogEventProperty("SourceContext", new ScalarValue("Shop.Orders")),
                new LogEventProperty("ThreadId", new ScalarValue(number % 8)),
                new LogEventProperty("MemberName", new ScalarValue("Place")),
            ],
            number % 3 == 0 ? ActivityTraceId.CreateFromString("0af7651916cd43dd8448eb211c80319c") : default,
            number % 3 == 0 ? ActivitySpanId.CreateFromString("b7ad6b7169203331") : default);
    }

    /// <summary>Every file with its content; the lock of a shared log is ours alone.</summary>
    static Dictionary<string, string> FilesOf(TempFolder folder) =>
        folder.Files.Where(f => !f.Key.EndsWith(".lock", StringComparison.Ordinal)).ToDictionary(f => f.Key, f => f.Value);

    [GeneratedRegex("\"path\": \"(\\./)?logs/")]
    private static partial Regex Path();
}
