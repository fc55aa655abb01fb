using System.Text;
using CsCheck;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Tests.Support;
using Serilog.Sinks.MtaioFile.Writing;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>A failed write leaves nothing of an event that is not there whole.</summary>
public sealed class ActiveFileTests
{
    /// <summary>
    /// Writes stop at random bytes, some of the cuts that follow are refused too, and the batch is tried again until it is through.
    /// </summary>
    [Fact]
    public void WhateverWritesFailEachEventIsInTheFilesOnceAndInOrder() =>
        Gen.Select(Events, Gen.Select(Gen.Double[0, 1], Gen.Bool).Array[0, 12], Gen.OneOf<long?>(null, 40, 100), Gen.Bool, Gen.Bool).Sample(
            (texts, faults, maxBytes, withMark, withTorn) =>
            {
                using var folder = new TempFolder();
                if (withTorn) folder.Write("app.log", "torn");
                var encoding = new UTF8Encoding(withMark);
                var fileSystem = new FailingFileSystem();
                Fail(fileSystem, new Queue<(double, bool)>(faults));
                WriteUntilThrough(folder, texts, encoding, maxBytes, fileSystem);

                var whole = string.Concat(texts.Select(t => t + "\n"));
                var parts = Archives.OldestFirst(folder).Select(name => Encoding.UTF8.GetString(folder.Bytes(name))).ToList();
                var first = withTorn ? "torn" : withMark ? "\uFEFF" : "";
                Assert.StartsWith(first, parts[0], StringComparison.Ordinal);
                if (maxBytes is null) Assert.Equal(first + (withTorn ? "\n" : "") + whole, Assert.Single(parts));
                Assert.Equal(
                    whole,
                    string.Concat(parts)
                        .Replace("torn\n", "", StringComparison.Ordinal)
                        .Replace("torn", "", StringComparison.Ordinal)
                        .Replace("\uFEFF", "", StringComparison.Ordinal));
                // Rotated, each file ends with a whole line; only what was torn before may stay torn.
                Assert.All(parts, part => Assert.True(part.EndsWith('\n') || part == "torn"));
            }, iter: Place.SamplesOfFiles(300));

    [Theory]
    [InlineData(0, "")]
    [InlineData(3, "")]
    [InlineData(4, "one\n")]
    [InlineData(7, "one\n")]
    [InlineData(8, "one\ntwo\n")]
    [InlineData(12, "one\ntwo\n€\n")]
    public void AfterAFailedWriteOnlyWholeEventsAreInTheFile(int written, string left)
    {
        using var folder = new TempFolder();
        var fileSystem = new FailingFileSystem();
        var writer = new SinkParts(Plan(folder, Encoding.UTF8, maxBytes: null), fileSystem).Writer;
        var events = new[] { "one", "two", "€", "four" }.Select(t => Some.Event(t)).ToArray();
        folder.Write("app.log", "before\n");
        writer.Begin(new BatchPart(events));
        var attempts = 0;
        fileSystem.ShortWrite = length => attempts++ == 0 ? Math.Min(length, written) : 0;
        var settled = 0;
        var failure = Record.Exception(() =>
        {
            while (settled < events.Length) settled += WriteStep(writer);
        });
        Assert.IsType<IOException>(failure);
        Assert.Equal("before\n" + left, folder.Text("app.log"));
        Assert.Equal(left.Count(c => c == '\n'), settled);

        fileSystem.ShortWrite = null;
        while (settled < events.Length) settled += WriteStep(writer);
        writer.Dispose();
        Assert.Equal("before\none\ntwo\n€\nfour\n", folder.Text("app.log"));
    }

    static readonly Gen<string[]> Events = Gen.String[Gen.Char["ab€é"], 0, 30].Array[1, 30];

    static void Fail(FailingFileSystem fileSystem, Queue<(double Part, bool CutFails)> faults)
    {
        var cutFails = false;
        fileSystem.Before = (operation, _) =>
        {
            if (operation is FileOperation.Append)
            {
                var fault = faults.TryDequeue(out var next) ? next : default((double Part, bool CutFails)?);
                cutFails = fault?.CutFails ?? false;
                fileSystem.ShortWrite = fault is null ? null : length => (int)(length * fault.Value.Part);
            }
            else if (operation is FileOperation.Truncate && cutFails)
            {
                cutFails = false;
                throw new IOException("not now");
            }
        };
    }

    static void WriteUntilThrough(TempFolder folder, string[] texts, Encoding encoding, long? maxBytes, FailingFileSystem fileSystem)
    {
        using var writer = new SinkParts(Plan(folder, encoding, maxBytes), fileSystem).Writer;
        writer.Begin(new BatchPart(Array.ConvertAll(texts, t => Some.Event(t))));
        for (int settled = 0, attempt = 0; settled < texts.Length; attempt++)
        {
            Assert.True(attempt < 1000);
            try
            {
                settled += WriteStep(writer);
            }
            catch (IOException)
            {
                // It is tried again.
            }
        }
    }

    static int WriteStep(LogFileWriter writer)
    {
        writer.Encode();
        return writer.WriteNext().Settled;
    }

    static SinkPlan Plan(TempFolder folder, Encoding encoding, long? maxBytes) =>
        SinkPlan.Rotating(
            folder["app.log"],
            new MessageTemplateTextFormatter(Some.LineTemplate),
            new RotationPlan(maxBytes, null, RotationInterval.None, new RotationOptions()),
            new() { Encoding = encoding });
}
