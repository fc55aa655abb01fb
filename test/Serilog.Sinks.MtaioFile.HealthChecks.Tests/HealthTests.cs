using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.HealthChecks.Tests;

/// <summary>Each state of a log file, from what a real sink does, and the way back to healthy.</summary>
public sealed class HealthTests : LogUnderTest
{
    readonly FakeTimeProvider _clock = new();
    ServiceProvider? _services;

    public override void Dispose()
    {
        _services?.Dispose();
        base.Dispose();
    }

    [Fact]
    public async Task AHandleWithoutASinkIsUnhealthyAndTheReasonSaysWhatToDo()
    {
        var entry = await CheckAsync();
        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Equal("no sink has the handle: give it to one in MtaioFileOptions.Handle", entry.Description);
    }

    [Fact]
    public async Task AFileThatIsWrittenIsHealthyAlsoWhenNothingIsLogged()
    {
        var log = OpenPlain();
        log.Information("a");
        await FlushAsync();
        var entry = await CheckAsync();
        Assert.Equal((HealthStatus.Healthy, $"{LogPath} is written, 0 events wait"), (entry.Status, entry.Description));
        Assert.Equal((LogPath, 1L, 1L, 0L), (entry.Data["path"], entry.Data["accepted"], entry.Data["written"], entry.Data["dropped"]));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);
    }

    [Fact]
    public async Task AFailureThatIsRetriedIsDegradedUntilItIsOver()
    {
        Folder.Write("obstacle", "no folder");
        var log = OpenPlain(path: Folder["obstacle/app.log"]);
        log.Information("a");
        Eventually.True(() => Handle.Statistics.Failures > 0, "a failure");
        var entry = await CheckAsync();
        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.StartsWith($"an operation on {Folder["obstacle/app.log"]} failed and is tried again; the last error: ", entry.Description);
        System.IO.File.Delete(Folder["obstacle"]);
        await FlushAsync();
        await CheckAsync();
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);
    }

    [Fact]
    public async Task ARotationThatFailsIsDegradedAlthoughEventsAreWritten()
    {
        Directory.CreateDirectory(Folder["app.log.1"]);
        var log = OpenRotating(maxBytes: 10);
        log.Information("0123456789");
        log.Information("0123456789");
        await FlushAsync();
        var entry = await CheckAsync();
        Assert.Equal((HealthStatus.Degraded, 2L), (entry.Status, entry.Data["written"]));
        Assert.Contains("app.log.1", entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AQueueThatFillsIsDegradedAndAHangingDiskIsUnhealthy()
    {
        using var gate = new AppendGate();
        var log = OpenPlain(Options(queueLimit: 100, OverflowPolicy.DropNewest), fileSystem: gate.FileSystem);
        log.Information("hangs");
        gate.AwaitWorker();
        for (var i = 0; i < 50; i++) log.Information("waits");
        Assert.Equal((HealthStatus.Healthy, 0.5), ((await CheckAsync()).Status, Handle.QueueFill));
        log.Information("waits");
        var filling = await CheckAsync();
        Assert.Equal(HealthStatus.Degraded, filling.Status);
        Assert.Equal($"the queue of {LogPath} is 51 % full, 52 events wait", filling.Description);
        _clock.Advance(TimeSpan.FromSeconds(75));
        var hanging = await CheckAsync();
        Assert.Equal(HealthStatus.Unhealthy, hanging.Status);
        Assert.Equal($"no event was written to {LogPath} for 75 s, while 52 wait", hanging.Description);
        gate.Open();
        await FlushAsync();
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);
    }

    [Fact]
    public async Task DropsAreUnhealthyThenDegradedThenForgotten()
    {
        using var gate = new AppendGate();
        var log = OpenPlain(Options(queueLimit: 10, OverflowPolicy.DropNewest), fileSystem: gate.FileSystem);
        log.Information("hangs");
        gate.AwaitWorker();
        for (var i = 0; i < 13; i++) log.Information("waits");
        gate.Open();
        await Record.ExceptionAsync(() => FlushAsync());
        var dropped = await CheckAsync();
        Assert.Equal(HealthStatus.Unhealthy, dropped.Status);
        Assert.Equal($"3 events for {LogPath} were dropped (the queue was full: 3), the last of them 0 s ago", dropped.Description);
        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal((HealthStatus.Degraded, 3L), ((await CheckAsync()).Status, dropped.Data["dropped"]));
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);
    }

    [Fact]
    public async Task ChecksAtTheSameTimeOfABusyLogDoNotTellOldDropsAgain()
    {
        var log = OpenPlain(formatter: new DelegateFormatter((logEvent, output) =>
        {
            if (logEvent.MessageTemplate.Text == "bad") throw new FormatException("bad");
            output.WriteLine("good");
        }));
        log.Information("bad");
        Eventually.True(() => Handle.Statistics.Dropped == 1, "a drop");
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync()).Status);
        _clock.Advance(TimeSpan.FromMinutes(6));
        var isOver = false;
        var logging = Hang.Start(() =>
        {
            while (!Volatile.Read(ref isOver)) log.Information("good");
        });
        var checks = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 5_000; i++) Assert.NotEqual(HealthStatus.Unhealthy, (await CheckAsync()).Status);
        }));
        await Task.WhenAll(checks);
        Volatile.Write(ref isOver, true);
        Hang.Join(logging);
    }

    [Fact]
    public async Task AHandleThatHasGotAnotherSinkTellsOfThatAlone()
    {
        OpenPlain().Dispose();
        var first = Handle;
        using (var log = new LoggerConfiguration().WriteTo.MtaioFile(LogPath, options: new() { Handle = first }).CreateLogger())
        {
            log.Dispose();
            log.Information("late");
        }
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync()).Status);
        using var next = new LoggerConfiguration().WriteTo.MtaioFile(Folder["next.log"], options: new() { Handle = first }).CreateLogger();
        next.Information("a");
        next.Information("b");
        await Hang.FailsAsync(first.FlushAsync());
        var entry = await CheckAsync();
        Assert.Equal((HealthStatus.Healthy, $"{Folder["next.log"]} is written, 0 events wait"), (entry.Status, entry.Description));
    }

    [Fact]
    public async Task TheDataHasEveryNumberOfTheStatistics()
    {
        OpenPlain().Dispose();
        var keys = typeof(MtaioFileStatistics).GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name));
        string[] all = [.. keys.Except(["lastError"]), "path", "queueFill"];
        Assert.Equal(all.Order(StringComparer.Ordinal), (await CheckAsync()).Data.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AHangingDiskOfAnAuditSinkIsUnhealthy()
    {
        using var gate = new AppendGate();
        var log = OpenAudit(fileSystem: gate.FileSystem);
        var logging = Hang.Start(() => log.Information("hangs"));
        gate.AwaitWorker();
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);
        _clock.Advance(TimeSpan.FromMinutes(1));
        var hanging = await CheckAsync();
        Assert.Equal(
            (HealthStatus.Unhealthy, $"no event was written to {LogPath} for 60 s, while 1 wait"), (hanging.Status, hanging.Description));
        gate.Open();
        Hang.Join(logging);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);
    }

    [Fact]
    public async Task AClosedSinkIsUnhealthy()
    {
        OpenPlain().Dispose();
        var entry = await CheckAsync();
        Assert.Equal((HealthStatus.Unhealthy, $"the sink of {LogPath} is closed"), (entry.Status, entry.Description));
    }

    [Fact]
    public async Task TheOwnerSaysWhatIsReportedOfAnUnhealthyFile()
    {
        OpenPlain().Dispose();
        Assert.Equal(HealthStatus.Degraded, (await CheckAsync(HealthStatus.Degraded)).Status);
    }

    [Theory]
    [InlineData("StalledAfter")]
    [InlineData("DropsGoOnFor")]
    [InlineData("DropsCountFor")]
    [InlineData("FailuresCountFor")]
    [InlineData("QueueFillLimit")]
    public void AnImpossibleValueIsRefusedByItsName(string option)
    {
        var failure = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddHealthChecks().AddMtaioFile(Handle, configure: o =>
        {
            if (option == "StalledAfter") o.StalledAfter = TimeSpan.Zero;
            if (option == "DropsGoOnFor") o.DropsGoOnFor = TimeSpan.FromHours(1);
            if (option == "DropsCountFor") o.DropsCountFor = TimeSpan.FromSeconds(-1);
            if (option == "FailuresCountFor") o.FailuresCountFor = TimeSpan.FromSeconds(-1);
            if (option == "QueueFillLimit") o.QueueFillLimit = double.NaN;
        }));
        Assert.StartsWith(option, failure.Message, StringComparison.Ordinal);
    }

    static MtaioFileOptions Options(int queueLimit, OverflowPolicy overflow) =>
        new() { Batching = new MtaioBatchingOptions { QueueLimit = queueLimit, Overflow = overflow } };

    async Task<HealthReportEntry> CheckAsync(HealthStatus? failureStatus = null)
    {
        _services ??= Services(failureStatus);
        var report = await _services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        return report.Entries["log file"];
    }

    ServiceProvider Services(HealthStatus? failureStatus)
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(NullLogger<>));
        services.AddHealthChecks().AddMtaioFile(Handle, configure: o => o.TimeProvider = _clock, failureStatus: failureStatus);
        return services.BuildServiceProvider();
    }
}
