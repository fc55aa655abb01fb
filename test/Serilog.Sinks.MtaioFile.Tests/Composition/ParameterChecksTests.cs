using Serilog.Configuration;
using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Composition;

/// <summary>The public methods refuse wrong parameters, name them, and create nothing.</summary>
public sealed class ParameterChecksTests : LogUnderTest
{
    static readonly ITextFormatter Lines = new LineFormatter();

    /// <summary>Calls that must fail: the parameter at fault, and the call with a path in an empty folder.</summary>
    static readonly (string Named, Type Exception, Action<LoggerConfiguration, string> Call)[] Calls =
    [
        ("path", typeof(ArgumentNullException), (c, _) => c.WriteTo.MtaioFile(path: null!)),
        ("path", typeof(ArgumentNullException), (c, _) => c.WriteTo.MtaioFile(Lines, null!)),
        ("path", typeof(ArgumentNullException), (c, _) => c.WriteTo.MtaioRotatingFile((string)null!)),
        ("path", typeof(ArgumentNullException), (c, _) => c.WriteTo.MtaioRotatingFile(Lines, null!)),
        ("path", typeof(ArgumentNullException), (c, _) => c.WriteTo.MtaioJsonFile(null!)),
        ("path", typeof(ArgumentNullException), (c, _) => c.AuditTo.MtaioFile(path: null!)),
        ("path", typeof(ArgumentNullException), (c, _) => c.AuditTo.MtaioFile(Lines, null!)),
        ("path", typeof(ArgumentNullException), (c, _) => c.AuditTo.MtaioRotatingFile((string)null!)),
        ("path", typeof(ArgumentNullException), (c, _) => c.AuditTo.MtaioRotatingFile(Lines, null!)),
        ("path", typeof(ArgumentNullException), (c, _) => c.AuditTo.MtaioJsonFile(null!)),
        ("path", typeof(ArgumentException), (c, _) => c.WriteTo.MtaioFile("")),
        ("path", typeof(ArgumentException), (c, _) => c.WriteTo.MtaioRotatingFile(" \t")),
        ("path", typeof(ArgumentException), (c, _) => c.WriteTo.MtaioJsonFile("\n")),
        ("path", typeof(ArgumentException), (c, _) => c.AuditTo.MtaioFile("")),
        ("path", typeof(ArgumentException), (c, _) => c.AuditTo.MtaioRotatingFile(" \t")),
        ("path", typeof(ArgumentException), (c, _) => c.AuditTo.MtaioJsonFile("\u3000")),
        ("outputTemplate", typeof(ArgumentNullException), (c, p) => c.WriteTo.MtaioFile(p, outputTemplate: null!)),
        ("outputTemplate", typeof(ArgumentNullException), (c, p) => c.WriteTo.MtaioRotatingFile(p, outputTemplate: null!)),
        ("outputTemplate", typeof(ArgumentNullException), (c, p) => c.AuditTo.MtaioFile(p, outputTemplate: null!)),
        ("outputTemplate", typeof(ArgumentNullException), (c, p) => c.AuditTo.MtaioRotatingFile(p, outputTemplate: null!)),
        ("formatter", typeof(ArgumentNullException), (c, p) => c.WriteTo.MtaioFile((ITextFormatter)null!, p)),
        ("formatter", typeof(ArgumentNullException), (c, p) => c.WriteTo.MtaioRotatingFile((ITextFormatter)null!, p)),
        ("formatter", typeof(ArgumentNullException), (c, p) => c.AuditTo.MtaioFile((ITextFormatter)null!, p)),
        ("formatter", typeof(ArgumentNullException), (c, p) => c.AuditTo.MtaioRotatingFile((ITextFormatter)null!, p)),
        ("sinkConfiguration", typeof(ArgumentNullException), (_, p) => ((LoggerSinkConfiguration)null!).MtaioFile(p)),
        ("sinkConfiguration", typeof(ArgumentNullException), (_, p) => ((LoggerSinkConfiguration)null!).MtaioFile(Lines, p)),
        ("sinkConfiguration", typeof(ArgumentNullException), (_, p) => ((LoggerSinkConfiguration)null!).MtaioRotatingFile(p)),
        ("sinkConfiguration", typeof(ArgumentNullException), (_, p) => ((LoggerSinkConfiguration)null!).MtaioRotatingFile(Lines, p)),
        ("sinkConfiguration", typeof(ArgumentNullException), (_, p) => ((LoggerSinkConfiguration)null!).MtaioJsonFile(p)),
        ("sinkConfiguration", typeof(ArgumentNullException), (_, p) => ((LoggerAuditSinkConfiguration)null!).MtaioFile(p)),
        ("sinkConfiguration", typeof(ArgumentNullException), (_, p) => ((LoggerAuditSinkConfiguration)null!).MtaioFile(Lines, p)),
        ("sinkConfiguration", typeof(ArgumentNullException), (_, p) => ((LoggerAuditSinkConfiguration)null!).MtaioRotatingFile(p)),
        ("sinkConfiguration", typeof(ArgumentNullException), (_, p) => ((LoggerAuditSinkConfiguration)null!).MtaioRotatingFile(Lines, p)),
        ("sinkConfiguration", typeof(ArgumentNullException), (_, p) => ((LoggerAuditSinkConfiguration)null!).MtaioJsonFile(p)),
        ("backupCount", typeof(ArgumentOutOfRangeException), (c, p) => c.WriteTo.MtaioFile(p, backupCount: -1)),
        ("maxBytes", typeof(ArgumentOutOfRangeException), (c, p) => c.AuditTo.MtaioFile(Lines, p, maxBytes: 0)),
    ];

    public static TheoryData<int> EveryCall() => [.. Enumerable.Range(0, Calls.Length)];

    [Theory]
    [MemberData(nameof(EveryCall))]
    public void AMissingOrContradictoryParameterIsNamed(int call)
    {
        var (named, exception, act) = Calls[call];
        AssertRefused(named, exception, () => act(new LoggerConfiguration(), Folder["logs/app.log"]));
        Assert.Empty(Folder.Names);
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(-1L)]
    [InlineData(int.MinValue)]
    [InlineData(long.MinValue)]
    public void ASizeBelowOneIsRefused(long maxBytes)
    {
        foreach (var act in Rotating(Folder["logs/app.log"], maxBytes, backupCount: 1))
        {
            AssertRefused("maxBytes", typeof(ArgumentOutOfRangeException), act);
        }
        Assert.Empty(Folder.Names);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void ANegativeNumberOfArchivesIsRefused(int backupCount)
    {
        foreach (var act in Rotating(Folder["logs/app.log"], 1000, backupCount))
        {
            AssertRefused("backupCount", typeof(ArgumentOutOfRangeException), act);
        }
        Assert.Empty(Folder.Names);
    }

    static Action[] Rotating(string path, long? maxBytes, int? backupCount) =>
    [
        () => new LoggerConfiguration().WriteTo.MtaioRotatingFile(path, maxBytes, backupCount),
        () => new LoggerConfiguration().WriteTo.MtaioRotatingFile(Lines, path, maxBytes, backupCount),
        () => new LoggerConfiguration().WriteTo.MtaioJsonFile(path, maxBytes, backupCount),
        () => new LoggerConfiguration().AuditTo.MtaioRotatingFile(path, maxBytes, backupCount),
        () => new LoggerConfiguration().AuditTo.MtaioRotatingFile(Lines, path, maxBytes, backupCount),
        () => new LoggerConfiguration().AuditTo.MtaioJsonFile(path, maxBytes, backupCount),
    ];

    static void AssertRefused(string named, Type exception, Action act)
    {
        var thrown = Assert.IsAssignableFrom<ArgumentException>(Record.Exception(act));
        Assert.Equal((exception, named), (thrown.GetType(), thrown.ParamName));
        Assert.Contains(named, thrown.Message, StringComparison.Ordinal);
    }
}
