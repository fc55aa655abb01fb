using CsCheck;
using Serilog.Formatting.Display;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Tests.Support;
using Serilog.Sinks.MtaioFile.Writing;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>
/// A torn line cannot be cut: the file may only grow, or others have appended after it. It stays on a line of its own, lines of others are
/// never cut, and each event is in the file once.
/// </summary>
public sealed class RefusedCutTests
{
    static readonly string[] Texts = [.. Enumerable.Range(1, 9).Select(n => $"<event {n}>")];

    /// <summary>Writes stop at random bytes, cuts are refused, and another program appends lines meanwhile.</summary>
    [Fact]
    public void WhateverIsRefusedEachEventIsInTheFileOnceAndNoLineOfOthersIsCut() =>
        Gen.Select(Gen.Int[0, 40].Array[0, 8], Gen.Enum<Meanwhile>().Array[8], Gen.Int[0, 3], Gen.OneOf("\n", "\r\n")).Sample(
            (stops, meanwhile, cutsRefused, lineEnd) =>
            {
                using var folder = new TempFolder();
                folder.Write("app.log", "before\n");
                var fileSystem = new FailingFileSystem();
                var foreign = new List<string>();
                Fail(fileSystem, new Queue<int>(stops), cutsRefused);
                var step = 0;
                WriteUntilThrough(folder, fileSystem, lineEnd, () => Append(folder, meanwhile[step++ % meanwhile.Length], foreign));

                string[] lines = [.. folder.Text("app.log").Split('\n').Select(l => l.TrimEnd('\r'))];
                Assert.Equal(Texts, lines.Where(l => Texts.Contains(l)));
                Assert.Equal(foreign, lines.Where(l => l.StartsWith("foreign", StringComparison.Ordinal)));
                Assert.Equal("", lines[^1]);
                // All else is the beginning of an event.
                var others = lines[1..].Except(Texts).Except(foreign);
                Assert.All(others, l => Assert.Contains(Texts, t => t.StartsWith(l, StringComparison.Ordinal)));
            },
            iter: Place.SamplesOfFiles(500));

    [RequiresFact("chattr", "prlimit", Root = true)]
    public void AFileThatMayOnlyGrowIsWrittenAsSoonAsThereIsRoom()
    {
        using var folder = new TempFolder();
        using var process = WriterProcess.Start(
            ["sh", "-c", "trap '' XFSZ; ulimit -S -f 8; exec \"$@\"", "sh"], $"open path={folder["app.log"]}", "write 1 size=90", "flush");
        process.Await("acked");
        Shell.Run("chattr", "+a", folder["app.log"]);
        try
        {
            process.Ask("write 200 size=90", "wrote");
            Eventually.True(() => process.Failures.Count > 0, "a report of the limit");
            Shell.Run("prlimit", $"--pid={process.Pid}", "--fsize=unlimited");
            Assert.Equal("201", process.Ask("flush", "acked"));
        }
        finally
        {
            Shell.Run("chattr", "-a", folder["app.log"]);
        }
        var lines = NumberedFiles.Read(folder["app.log"]);
        Assert.Equal(Numbers.From(1, 201), lines.Numbers);
        Assert.StartsWith("line:", Assert.Single(lines.Others), StringComparison.Ordinal);
    }

    static void Fail(FailingFileSystem fileSystem, Queue<int> stops, int cutsRefused) =>
        fileSystem.Before = (operation, _) =>
        {
            if (operation is FileOperation.Append)
                fileSystem.ShortWrite = stops.TryDequeue(out var stop) ? length => Math.Min(length, stop) : null;
            else if (operation is FileOperation.Truncate && stops.Count % 3 < cutsRefused)
                throw new IOException("ftruncate failed: Operation not permitted");
        };

    static void Append(TempFolder folder, Meanwhile action, List<string> foreign)
    {
        if (action is not Meanwhile.AnotherAppends) return;
        foreign.Add($"foreign {foreign.Count}");
        using var other = LogFile.Open(folder["app.log"], mode: null);
        // As another sink does it: its line begins on its own.
        var line = (folder.Text("app.log").EndsWith('\n') ? "" : "\n") + foreign[^1] + "\n";
        other.Append(System.Text.Encoding.UTF8.GetBytes(line));
    }

    static void WriteUntilThrough(TempFolder folder, FailingFileSystem fileSystem, string lineEnd, Action meanwhile)
    {
        var plan = SinkPlan.Rotating(
            folder["app.log"],
            new MessageTemplateTextFormatter("{Message:lj}" + lineEnd),
            new RotationPlan(null, null, RotationInterval.None, new RotationOptions()),
            new());
        using var writer = new SinkParts(plan, fileSystem).Writer;
        writer.Begin(new BatchPart(Array.ConvertAll(Texts, t => Some.Event(t))));
        for (int settled = 0, attempt = 0; settled < Texts.Length; attempt++)
        {
            Assert.True(attempt < 1000);
            try
            {
                writer.Encode();
                settled += writer.WriteNext().Settled;
            }
            catch (IOException)
            {
                // It is tried again.
            }
            meanwhile();
        }
        // Closing makes one attempt to end a line that lacks its end alone: the disk is well again by then.
        fileSystem.Before = (_, _) => { };
        fileSystem.ShortWrite = null;
    }

    enum Meanwhile
    {
        Nothing,
        NothingEither,
        AnotherAppends,
    }
}
