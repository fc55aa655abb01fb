using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Diagnostics;

/// <summary>A sink that cannot write at all says so on the standard error, unless somebody listens.</summary>
[Collection(ProcessWideState.Name)]
public sealed class StandardErrorTests : LogUnderTest
{
    [Theory]
    [InlineData(false, false, 1)]
    [InlineData(true, false, 0)]
    [InlineData(false, true, 0)]
    public void OneLineIsWrittenWhenNobodyListens(bool listener, bool selfLog, int lines)
    {
        System.IO.File.WriteAllText(Folder["file"], "");
        var path = Path.Combine(Folder["file"], "app.log");
        Assert.Equal(lines, ErrorsOf(() => Log(path, listener), selfLog).Count(l => l.Contains(path, StringComparison.Ordinal)));
    }

    [Fact]
    public void ASinkThatHasWrittenSaysNothing()
    {
        var files = new FailingFileSystem();
        var errors = ErrorsOf(
            () =>
            {
                Listens = false;
                var log = OpenPlain(new MtaioFileOptions { ShutdownTimeout = TimeSpan.FromMilliseconds(50) }, fileSystem: files);
                log.Fatal("good");
                files.Before = (operation, _) =>
                {
                    if (operation == FileOperation.Append) throw new IOException("no write");
                };
                log.Fatal("bad");
                log.Dispose();
            },
            selfLog: false);
        Assert.DoesNotContain(errors, l => l.Contains(LogPath, StringComparison.Ordinal));
    }

    void Log(string path, bool listener)
    {
        Listens = listener;
        var log = OpenPlain(path: path);
        for (var i = 0; i < 10; i++) log.Information("{Number}", i);
        log.Dispose();
    }

    string[] ErrorsOf(Action action, bool selfLog)
    {
        var before = Console.Error;
        using var errors = new StringWriter();
        using var output = selfLog ? new SelfLogOutput(Folder) : null;
        Console.SetError(TextWriter.Synchronized(errors));
        try
        {
            action();
        }
        finally
        {
            Console.SetError(before);
        }
        return errors.ToString().Split(Environment.NewLine);
    }
}
