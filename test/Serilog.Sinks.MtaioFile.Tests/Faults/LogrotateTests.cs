using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>logrotate rotates the file of a writing process, with the configurations of docs/shipping.md.</summary>
public sealed partial class LogrotateTests : LogUnderTest
{
    const string Create = "/etc/logrotate.d/app, with a new file";
    const string CopyTruncate = "/etc/logrotate.d/app, with a copy";

    [RequiresSignalFact("HUP", "logrotate")]
    public void WithANewFileAndASignalNoLineIsLost()
    {
        using var process = WriterProcess.Start($"open path={Path}", "reopen-on-hangup", "pump 10 size=50 pause=1");
        process.Await("listening");
        Folder.Write("app.pid", $"{process.Pid}\n");
        for (var round = 0; round < 3; round++)
        {
            process.AwaitTimes("pumped", 5);
            Rotate(Create);
            Eventually.True(() => new FileInfo(Path).Length > 0, "lines in the new file");
        }
        process.AwaitTimes("pumped", 5);
        AreAllThere(process);
        Assert.Equal(
            ["app.log", "app.log.1", "app.log.2.gz", "app.log.3.gz"],
            Directory.GetFiles(Logs).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [RequiresFact("logrotate")]
    public void WithANewFileAndNoSignalTheSinkNoticesTheNewFile()
    {
        using var process = WriterProcess.Start($"open path={Path}", "pump 10 size=50 pause=10");
        process.AwaitTimes("pumped", 5);
        Rotate(Create, withoutSignal: true);
        Assert.Equal(0, new FileInfo(Path).Length);
        Eventually.True(() => new FileInfo(Path).Length > 0, "lines in the new file");
        process.AwaitTimes("pumped", 5);
        AreAllThere(process);
        Assert.Equal(["app.log", "app.log.1"], Directory.GetFiles(Logs).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// Lines written between the copy and the truncation of logrotate are lost, with any program that logs in this way: they can be missing
    /// where one file ends and the next begins, and nowhere else.
    /// </summary>
    [RequiresFact("logrotate")]
    public void WithCopytruncateOnlyLinesBetweenTheCopyAndTheTruncationAreLost()
    {
        using var process = WriterProcess.Start($"open path={Path}", "pump 10 size=50 pause=1");
        for (var round = 0; round < 3; round++)
        {
            process.AwaitTimes("pumped", 20);
            Rotate(CopyTruncate);
        }
        process.AwaitTimes("pumped", 20);
        process.Ask("stop", "stopped");
        process.Ask("dispose", "disposed");

        var files = NumberedFiles.Read(Path);
        Assert.False(files.HasNuls);
        Assert.Empty(process.Failures);
        Assert.InRange(files.Others.Count, 0, 3);
        Assert.Equal(files.Numbers.Distinct().Order(), files.Numbers);
        Assert.InRange(Gaps(files.Numbers), 0, 3);
        Assert.Equal(4, Directory.GetFiles(Logs).Length);
    }

    [RequiresFact("logrotate")]
    public void WithCopytruncateAnIdleWriterLosesNoLine()
    {
        using var process = WriterProcess.Start($"open path={Path}");
        for (var round = 0; round < 3; round++)
        {
            process.Ask("write 100 size=50", "wrote");
            process.Ask("flush", "acked");
            Rotate(CopyTruncate);
        }
        process.Ask("write 100 size=50", "wrote");
        process.Ask("dispose", "disposed");
        NumberedFiles.Read(Path).AreExactly(1, 400);
        Assert.Equal(5000, new FileInfo(Path).Length);
    }

    /// <summary>Without the <c>su</c> of the configuration, logrotate refuses such a folder.</summary>
    [RequiresFact("logrotate", "chgrp", Root = true)]
    public void AFolderThatItsGroupMayWriteIsRotatedToo()
    {
        using var process = WriterProcess.Start($"open path={Path}");
        Shell.Run("chgrp", "adm", Logs);
        Shell.Run("chmod", "2770", Logs);
        process.Ask("write 100 size=50", "wrote");
        process.Ask("flush", "acked");
        Rotate(CopyTruncate, group: "adm");
        Assert.Equal(0, new FileInfo(Path).Length);
        process.Ask("dispose", "disposed");
        Assert.Equal(5000, GZipFile.Read($"{Path}.1.gz").Length);
    }

    string Logs => Directory.CreateDirectory(Folder["logs"]).FullName;

    string Path => System.IO.Path.Combine(Logs, "app.log");

    void Rotate(string configuration, bool withoutSignal = false, string? group = null)
    {
        var text = ShippingDocument.Configuration(configuration).With("/var/log/app/app.log", Path);
        if (configuration == Create) text = text.With("/run/app/app.pid", Folder["app.pid"]);
        if (withoutSignal) text = text.With(PostRotate().Match(text).Value, "");
        Folder.Write("logrotate.conf", text.With("su app adm", $"su {Environment.UserName} {group ?? Environment.UserName}"));
        // It refuses a configuration that others may write.
        Shell.Run("chmod", "600", Folder["logrotate.conf"]);
        Shell.Run("logrotate", "--force", "--state", Folder["state"], Folder["logrotate.conf"]);
    }

    void AreAllThere(WriterProcess process)
    {
        process.Ask("stop", "stopped");
        var last = process.AskNumber("flush", "acked");
        process.Ask("dispose", "disposed");
        NumberedFiles.Read(Path).AreExactly(1, last);
        Assert.Empty(process.Failures);
    }

    [GeneratedRegex("    postrotate\n.*?    endscript\n", RegexOptions.Singleline)]
    private static partial Regex PostRotate();

    static int Gaps(IReadOnlyList<long> numbers) => numbers.Zip(numbers.Skip(1)).Count(pair => pair.Second != pair.First + 1);
}
