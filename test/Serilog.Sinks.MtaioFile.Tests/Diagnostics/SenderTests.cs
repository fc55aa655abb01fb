using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Diagnostics;

/// <summary>What a failure report names as its sender. SelfLog prints the sender's type.</summary>
[Collection(ProcessWideState.Name)]
public sealed class SenderTests : LogUnderTest
{
    readonly DelegateFormatter _failing = new((_, _) => throw new FormatException("no"));

    [Fact]
    public void SelfLogNamesTheFileSinkAndThePath()
    {
        Listens = false;
        using var output = new SelfLogOutput(Folder);
        using (var log = OpenPlain(formatter: _failing)) log.Information("bad");
        AssertNamesTheSink(Assert.Single(output.Lines));
    }

    [Fact]
    public void SelfLogNamesTheFileSinkOfAnAuditLog()
    {
        using var output = new SelfLogOutput(Folder);
        var options = new MtaioFileOptions { Hooks = new FailingHooks() };
        using (var log = OpenAudit(options)) log.Information("first");
        AssertNamesTheSink(Assert.Single(output.Lines));
    }

    [Fact]
    public void AFailedRecordOfAnotherLibrarysSinkHasThatSinkAsItsSender()
    {
        var sink = new FailingSink();
        using (var log = Open.Logger(to => to.WriteTo.Fallible(w => w.MtaioTransactions(inner => inner.Sink(sink)), Listener)))
        {
            log.RunTransaction(_ => log.Information("held"), options: new LogTransactionOptions { Mode = TransactionMode.Grouped });
        }
        Assert.NotEmpty(Listener.Failures);
        Assert.All(Listener.Failures, f => Assert.Same(sink, f.Sender));
    }

    [Fact]
    public void AFailedHandlerIsTheSender()
    {
        var (sink, handlers) = (new FailingSink(), new MtaioHandlerSet());
        handlers.Add(to => to.Sink(sink));
        using (var log = Open.Logger(to => to.WriteTo.Fallible(w => w.MtaioHandlers(handlers), Listener))) log.Information("bad");
        Assert.Same(sink, Assert.Single(Listener.Failures).Sender);
    }

    void AssertNamesTheSink(string line)
    {
        Assert.Contains("MtaioFileSink: ", line, StringComparison.Ordinal);
        Assert.Contains(LogPath, line, StringComparison.Ordinal);
    }

    sealed class FailingHooks : MtaioFileHooks
    {
        public override void OnFileOpened(string path, TextWriter header) => throw new IOException("no header");
    }

    sealed class FailingSink : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => throw new IOException("no");
    }
}
