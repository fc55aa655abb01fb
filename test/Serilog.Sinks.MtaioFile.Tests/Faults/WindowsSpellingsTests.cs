using Serilog.Sinks.MtaioFile.TestProcess;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>Loggers of one process reach one file by names that differ, but that Windows takes for one.</summary>
public sealed class WindowsSpellingsTests : LogUnderTest
{
    const int Lines = 200, LineSize = 50, MaxBytes = 2_000;

    string Log => Folder[@"Long named folder\app.log"];

    [WindowsTheory]
    [InlineData("the same")]
    [InlineData("other case")]
    [InlineData("dots")]
    [InlineData("slashes")]
    [InlineData("short names")]
    [InlineData("long path")]
    [InlineData("long path in other case")]
    [InlineDataExcept(Except.Wine, "it makes no drives for folders", "drive")]
    [InlineDataExcept(Except.Wine, "it has no shares", "administrative share")]
    public async Task EveryEventOfThreeLoggersIsInTheFileOnce(string spelling)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Log)!);
        using var drive = spelling == "drive" ? WindowsPaths.Subst(Path.GetDirectoryName(Log)!) : null;
        var other = Spelled(spelling, drive);
        if (spelling != "the same") Assert.NotEqual(Log, other);
        string[] prefixes = ["a", "b", "c"], paths = [Log, other, other];
        var handles = Array.ConvertAll(prefixes, _ => new MtaioFileHandle());
        var loggers = handles.Select((h, i) => OpenRotating(MaxBytes, options: Patient.Options(h), path: paths[i])).ToArray();

        await Task.WhenAll(prefixes.Select((p, i) => Task.Run(async () =>
        {
            for (var number = 1L; number <= Lines; number++)
            {
                loggers[i].Information(NumberedLine.Template, p, number, NumberedLine.Fill(p, number, LineSize));
                if (number % 50 == 0) await handles[i].FlushAsync(toDisk: true);
            }
        })));

        Assert.All(handles, h => Assert.Equal(0, h.Statistics.Pending + h.Statistics.Dropped));
        foreach (var logger in loggers) logger.Dispose();
        var files = NumberedFiles.Read(Log);
        Assert.All(prefixes, p => Assert.Equal(Numbers.From(1, Lines), files.NumbersOf(p)));
        Assert.Empty(files.Others);
        Assert.Empty(Listener.Failures);
        // Two gates would rotate twice, and leave a small archive.
        const int LinesPerFile = MaxBytes / LineSize;
        Assert.Equal((3 * Lines + LinesPerFile - 1) / LinesPerFile, Directory.GetFiles(Path.GetDirectoryName(Log)!).Length);
    }

    string Spelled(string spelling, WindowsPaths.Drive? drive) =>
        spelling switch
        {
            "the same" => Log,
            "other case" => Log.ToUpperInvariant(),
            "dots" => Folder[@".\Long named folder\..\Long named folder\.\app.log"],
            "slashes" => Log.Replace('\\', '/'),
            "short names" => Path.Combine(WindowsPaths.Short(Path.GetDirectoryName(Log)!), "app.log"),
            "long path" => @"\\?\" + Log,
            "long path in other case" => @"\\?\" + Log.ToUpperInvariant(),
            "drive" => $@"{drive!.Letter}\app.log",
            "administrative share" => $@"\\localhost\{Log[0]}${Log[2..]}",
            _ => throw new ArgumentException(spelling),
        };
}
