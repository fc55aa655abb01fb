using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>Several processes write one file on Windows, and some of them are terminated.</summary>
public sealed class WindowsProcessesTests : LogUnderTest
{
    const int Lines = 5_000, SharedLines = 20_000, LineSize = 50, MaxBytes = 200_000;

    [WindowsFact]
    public void WithoutSharedASecondProcessIsReportedAndEveryLineOfBothIsInTheFileOnce()
    {
        using var first = WriterProcess.Start($"open path={LogPath}", $"write 1 prefix=a size={LineSize}", "flush");
        first.Await("acked");
        using var second = WriterProcess.Start($"open path={LogPath.ToUpperInvariant()}", $"write 1 prefix=b size={LineSize}", "flush");
        second.Await("acked");
        first.Tell($"write {Lines - 1} prefix=a size={LineSize}");
        second.Tell($"write {Lines - 1} prefix=b size={LineSize}");
        Assert.Equal(Lines, first.AskNumber("flush-to-disk", "on-disk"));
        Assert.Equal(Lines, second.AskNumber("flush-to-disk", "on-disk"));

        Assert.Empty(first.Failures);
        Assert.Contains("another process is writing to ", Assert.Single(second.Failures), StringComparison.Ordinal);
        var files = NumberedFiles.Read(LogPath);
        Assert.Equal(Numbers.From(1, Lines), files.NumbersOf("a"));
        Assert.Equal(Numbers.From(1, Lines), files.NumbersOf("b"));
        Assert.Empty(files.Others);
        Assert.False(files.HasNuls);
    }

    [WindowsFact]
    public void WithSharedEveryAcknowledgedLineIsInTheFilesOnceWhileOneProcessIsTerminatedAgainAndAgain()
    {
        const int Terminations = 4;
        var acknowledged = new Dictionary<string, long>(StringComparer.Ordinal);
        using (var survivor = Start("a", SharedLines))
        {
            for (var life = 0; life < Terminations; life++)
            {
                var prefix = $"{(char)('b' + life)}";
                using var victim = Start(prefix, 1);
                victim.Await("wrote");
                victim.Ask($"pump 40 prefix={prefix} size={LineSize}", "pumping");
                victim.Await("pumped");
                Thread.Sleep(50 + 70 * life);
                victim.Kill();
                acknowledged[prefix] = victim.LastNumber("pumped");
            }
            using var last = Start("z", SharedLines);
            Assert.Equal(SharedLines, last.AskNumber("flush-to-disk", "on-disk"));
            Assert.Equal(SharedLines, survivor.AskNumber("flush-to-disk", "on-disk"));
            foreach (var writer in new[] { last, survivor })
            {
                writer.Ask("dispose", "disposed");
                Assert.Empty(writer.Failures);
            }
        }
        Assert.DoesNotContain(Folder.Names, n => n.EndsWith(".tmp", StringComparison.Ordinal));
        var files = NumberedFiles.Read(LogPath);
        Assert.Equal(Numbers.From(1, SharedLines), files.NumbersOf("a"));
        Assert.Equal(Numbers.From(1, SharedLines), files.NumbersOf("z"));
        Assert.All(acknowledged, a =>
        {
            var numbers = files.NumbersOf(a.Key);
            Assert.Equal(Numbers.From(1, numbers.Count), numbers);
            Assert.InRange(numbers.Count, a.Value, long.MaxValue);
        });
        Assert.InRange(files.Others.Count, 0, Terminations);
        Assert.False(files.HasNuls);
    }

    WriterProcess Start(string prefix, int lines) =>
        WriterProcess.Start(
            $"open path={LogPath} max={MaxBytes} compression=GZip shared=true block=600000 shutdown=600000",
            $"write {lines} prefix={prefix} size={LineSize}");
}
