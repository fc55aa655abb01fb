using System.Text.Json;
using CsCheck;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>
/// Random text as template, name, value and path: every event is accounted for, nothing throws into the caller, each event is one line.
/// </summary>
public sealed class RandomInputTests
{
    /// <summary>
    /// Any UTF-16 units, also lone surrogates and control characters, and characters special to templates, JSON and paths.
    /// </summary>
    static readonly Gen<string> Anything =
        Gen.String[Gen.OneOf(Gen.Char, Gen.Char["{}@$:,\"\\\0\n\r\t'%fFlj- .~*?<>|\u2028\uD83D\uDE00é"]), 0, 25];

    static readonly Gen<string> AnyName = Anything.Where(s => s.Trim().Length > 0);

    [Fact]
    public void AnEventOfAnyTextIsOneLineOfEachFile() =>
        Gen.Select(Anything, AnyName, Anything, Anything, AnyName).Sample((template, name, value, transaction, extra) =>
        {
            using var folder = new TempFolder();
            var (text, json) = (new MtaioFileHandle(), new MtaioFileHandle());
            using (var log = new LoggerConfiguration()
                .Enrich.FromLogContext().Enrich.WithMtaioRecord(value)
                .WriteTo.MtaioFile(
                    folder["app.log"], options: new MtaioFileOptions { Handle = text, ControlCharacters = ControlCharacters.Escape })
                .WriteTo.MtaioJsonFile(folder["app.clef"], options: new MtaioFileOptions { Handle = json })
                .WriteTo.MtaioJsonFile(folder["app.json"], formatter: new MtaioJsonFormatter())
                .CreateLogger())
            {
                log.ForContext(name, value).Error(new InvalidOperationException(value), template, value, transaction);
                log.WriteBatch(LogEventLevel.Information, [template, value]);
                log.WithExtra([new(extra, value)]).Information("{" + name + "}", value);
                log.BeginTransaction(transaction).Dispose();
            }
            foreach (var handle in new[] { text, json }) handle.ShouldHaveCounted(accepted: 5, written: 5, pending: 0);
            Assert.Equal(5, folder.Text("app.log").Count(c => c == '\n'));
            foreach (var file in new[] { "app.clef", "app.json" })
            {
                var lines = folder.Text(file).Split('\n');
                Assert.Equal(("", 6), (lines[^1], lines.Length));
                Assert.All(lines[..^1], line => JsonDocument.Parse(line).Dispose());
            }
        }, iter: Place.SamplesOfFiles(150));

    [Fact]
    public void WithAnyOutputTemplateEachEventIsWrittenOrReported() =>
        Anything.Where(t => !string.IsNullOrWhiteSpace(t)).Sample(template =>
        {
            using var sample = new LogUnderTest();
            using (var log = sample.OpenPlain(formatter: OutputTemplate.Formatter(template, formatProvider: null)))
            {
                for (var i = 0; i < 3; i++) log.Information("{A}", i);
            }
            var end = sample.Handle.Statistics;
            Assert.Equal((3, 3), (end.Accepted, end.Written + end.DroppedByFormatting));
            Assert.Equal(end.DroppedByFormatting, sample.Listener.Failures.Sum(f => f.Events?.Count ?? 0));
        }, iter: Place.SamplesOfFiles(400));

    [Fact]
    public void WithAnyFileNameEachEventIsWrittenOrReported() =>
        AnyName.Where(n => !n.Contains('/', StringComparison.Ordinal) && !IsRefused(n)).Sample(name =>
        {
            using var sample = new LogUnderTest();
            var options = new MtaioFileOptions { RetryTimeLimit = TimeSpan.Zero };
            using (var log = sample.OpenRotating(maxBytes: 3, backupCount: 2, options, path: sample.Folder[Written(name)]))
            {
                for (var i = 0; i < 3; i++) log.Information("{A}", i);
            }
            var end = sample.Handle.Statistics;
            Assert.Equal((3, 3), (end.Accepted, end.Written + end.Dropped));
            var final = sample.Listener.Failures.Where(f => f.Kind != Core.LoggingFailureKind.Temporary);
            Assert.Equal(end.Dropped, final.Sum(f => f.Events?.Count ?? 0));
            if (end.Written == 3) Assert.Equal(6, Directory.GetFiles(sample.Folder.Path).Sum(f => new FileInfo(f).Length));
        }, iter: Place.SamplesOfFiles(200));

    /// <summary>Names that no file can have here are refused when the sink is configured; a separator begins another name.</summary>
    static bool IsRefused(string name)
    {
        if (!OperatingSystem.IsWindows()) return name.Contains('\0', StringComparison.Ordinal);
        if (name.Contains('\\', StringComparison.Ordinal)) return true;
        using var sample = new LogUnderTest();
        return Record.Exception(() => sample.OpenRotating(path: sample.Folder[Written(name)])) is ArgumentException;
    }

    /// <summary>The name as it is written in a path, where a brace stands for itself only if it is there twice.</summary>
    static string Written(string name) =>
        name.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
