using Microsoft.Extensions.Time.Testing;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>An audit sink opens its file when it is configured. The period of the file begins with the first event.</summary>
public sealed class IdleAuditSinkTests : LogUnderTest
{
    readonly FakeTimeProvider _clock = new(Utc.At("2024-01-01T23:59:00Z"));

    Logger Audit()
    {
        _clock.SetLocalTimeZone(TimeZoneInfo.Utc);
        return new LoggerConfiguration()
            .AuditTo.MtaioRotatingFile(
                new LineFormatter(),
                Folder["app.log"],
                interval: RotationInterval.Day,
                rotation: new RotationOptions { ArchiveName = Some.DatedNames },
                options: new MtaioFileOptions { TimeProvider = _clock })
            .CreateLogger();
    }

    [Fact]
    public void ASinkThatWasIdleOverAPeriodBoundaryDoesNotArchiveTheNewEventsOfAnotherSink()
    {
        using var idle = Audit();
        using var other = Audit();
        _clock.SetUtcNow(Utc.At("2024-01-02T00:01:00Z"));
        other.Information("other");
        idle.Information("idle");
        Assert.Equal(["app.log"], Folder.Names);
        Assert.Equal("other\nidle\n", Folder.Text("app.log"));
    }

    [Fact]
    public void AClockThatIsSetBackBeforeTheFirstEventDoesNotSpareTheNextBoundary()
    {
        _clock.SetUtcNow(Utc.At("2024-01-02T00:01:00Z"));
        using var log = Audit();
        _clock.AdjustTime(Utc.At("2024-01-01T23:00:00Z"));
        log.Information("1");
        _clock.SetUtcNow(Utc.At("2024-01-02T00:02:00Z"));
        log.Information("2");
        Assert.Equal(["app.log", "app.log.2024-01-01.001"], Folder.Names);
    }
}
