using System.Globalization;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>What becomes of the archives at a rotation.</summary>
public sealed class ShiftTests
{
    [Theory]
    [InlineData(3, "", "a10 b10 c10 d10 e10", "app.log: e10; .1: d10; .2: c10; .3: b10")]
    [InlineData(1, "", "a10 b10 c10", "app.log: c10; .1: b10")]
    [InlineData(0, "", "a10 b10 c10", "app.log: c10")]
    [InlineData(0, "app.log: p10", "a10", "app.log: a10")]
    // Gaps are filled, and nothing goes while a number is free.
    [InlineData(3, "app.log: a10; .1: o1; .3: o3", "b10", "app.log: b10; .1: a10; .2: o1; .3: o3")]
    [InlineData(3, "app.log: a10; .3: o3", "b10 c10", "app.log: c10; .1: b10; .2: a10; .3: o3")]
    [InlineData(3, "app.log: a10; .2: o2; .3: o3", "b10", "app.log: b10; .1: a10; .2: o2; .3: o3")]
    [InlineData(null, "app.log: a10; .1: o1; .4: o4", "b10 c10 d10", "app.log: d10; .1: c10; .2: b10; .3: a10; .4: o1; .5: o4")]
    // After the number was lowered: everything beyond it, up to the first free number.
    [InlineData(2, "app.log: a10; .1: o1; .2: o2; .3: o3; .4: o4", "b10", "app.log: b10; .1: a10; .2: o1")]
    [InlineData(2, "app.log: a10; .1: o1; .2: o2; .3: o3; .5: o5", "b10", "app.log: b10; .1: a10; .2: o1; .5: o5")]
    [InlineData(2, "app.log: a4; .1: o1; .2: o2; .3: o3", "b4", "app.log: a4 b4; .1: o1; .2: o2; .3: o3")]
    [InlineData(0, "app.log: a10; .1: o1; .2: o2", "b10", "app.log: b10")]
    // Compressed or not, a number is one place.
    [InlineData(3, "app.log: a10; .1.gz: o1; .2: o2", "b10", "app.log: b10; .1: a10; .2.gz: o1; .3: o2")]
    [InlineData(2, "app.log: a10; .1: o1; .2.gz: o2", "b10", "app.log: b10; .1: a10; .2: o1")]
    [InlineData(1, "app.log: a10; .1.gz: o1", "b10", "app.log: b10; .1: a10")]
    public void ArchivesMoveUpAsFarAsTheFirstGap(int? backupCount, string before, string logged, string after)
    {
        using var folder = new TempFolder();
        Sized.Write(folder, before);
        using (var log = Open.Rotating(folder["app.log"], 10, backupCount)) Sized.Log(log, logged);
        Sized.AssertFolder(after, folder);
    }

    [Fact]
    public void WithoutANumberAllArchivesAreKept()
    {
        using var folder = new TempFolder();
        using (var log = Open.Rotating(folder["app.log"], 10, backupCount: null)) Sized.Log(log, "a10 b10 c10 d10 e10 f10 g10 h10 i10 j10 k10 l10 m10");
        Sized.AssertFolder(
            "app.log: m10; .1: l10; .2: k10; .3: j10; .4: i10; .5: h10; .6: g10; .7: f10; .8: e10; .9: d10; .10: c10; .11: b10; .12: a10", folder);
    }

    [Fact]
    public void BeyondNineTheOrderIsThatOfTheNumbersAlsoAfterARestart()
    {
        using var folder = new TempFolder();
        using (var log = Open.Rotating(folder["app.log"], 10, 12)) Sized.Log(log, "a10 b10 c10 d10 e10 f10 g10 h10 i10 j10 k10 l10 m10");
        using (var log = Open.Rotating(folder["app.log"], 10, 12)) Sized.Log(log, "n10");
        Sized.AssertFolder(
            "app.log: n10; .1: m10; .2: l10; .3: k10; .4: j10; .5: i10; .6: h10; .7: g10; .8: f10; .9: e10; .10: d10; .11: c10; .12: b10", folder);
    }

    [Fact]
    public void AThousandArchivesMoveUp()
    {
        using var folder = new TempFolder();
        folder.Write("app.log", Some.Line('a', 10));
        for (var number = 1; number <= 1000; number++) folder.Write($"app.log.{number}", number.ToString(CultureInfo.InvariantCulture));
        using (var log = Open.Rotating(folder["app.log"], 10, backupCount: null, Patient.Options())) Sized.Log(log, "b10");
        Assert.Equal(1002, folder.Names.Length);
        Assert.Equal(Some.Line('b', 10), folder.Text("app.log"));
        Assert.Equal(Some.Line('a', 10), folder.Text("app.log.1"));
        Assert.All(Enumerable.Range(1, 1000), number => Assert.Equal(number.ToString(CultureInfo.InvariantCulture), folder.Text($"app.log.{number + 1}")));
    }

    [Theory]
    [InlineData("APP.LOG.1")]
    [InlineData("app.log.01")]
    [InlineData("app.log.+1")]
    [InlineData("app.log. 1")]
    [InlineData("app.log.0")]
    [InlineData("app.log.１")]
    [InlineData("app.log.2147483648")]
    [InlineData("app.log.1.gz.gz")]
    [InlineData("app.log.1.bak")]
    [InlineData("app.log.1\n")]
    [InlineData("app.log.lock")]
    [InlineData("app.log.config")]
    [InlineData("xapp.log.1")]
    [InlineData("app.log1")]
    public void ForeignNamesAreLeftAlone(string foreign)
    {
        using var folder = new TempFolder();
        folder.Write(foreign, "precious");
        using (var log = Open.Rotating(folder["app.log"], 10, backupCount: 1)) Sized.Log(log, "a10 b10 c10 d10");
        Assert.Equal(["app.log", "app.log.1", foreign], folder.Names.Order(StringComparer.Ordinal).OrderBy(name => name == foreign));
        Assert.Equal("precious", folder.Text(foreign));
        Assert.Equal((Sized.Text("d10"), Sized.Text("c10")), (folder.Text("app.log"), folder.Text("app.log.1")));
    }

    [Fact]
    public async Task WhenTheActiveFileIsDeletedJustBeforeItsRotationTheArchivesStayWhereTheyAre()
    {
        using var folder = new TempFolder();
        Sized.Write(folder, ".1: o1; .2: o2");
        var handle = new MtaioFileHandle();
        var listener = new CollectingFailureListener();
        using (var log = Open.Rotating(folder["app.log"], 10, 3, new() { Handle = handle }, listener: listener))
        {
            Sized.Log(log, "a10");
            await handle.FlushAsync();
            System.IO.File.Delete(folder["app.log"]);
            Sized.Log(log, "b10");
        }
        Sized.AssertFolder("app.log: b10; .1: o1; .2: o2", folder);
        Assert.Empty(listener.Failures);
    }

    [Fact]
    public async Task RotatingOnDemandLeavesNoEmptyArchive()
    {
        using var folder = new TempFolder();
        var handle = new MtaioFileHandle();
        using (var log = Open.Rotating(folder["app.log"], 10, 3, new() { Handle = handle }))
        {
            Sized.Log(log, "a4");
            await handle.RotateAsync();
            Sized.AssertFolder("app.log:; .1: a4", folder);
            await handle.RotateAsync();
            await handle.RotateAsync();
            Sized.AssertFolder("app.log:; .1: a4", folder);
            Sized.Log(log, "b4");
        }
        Sized.AssertFolder("app.log: b4; .1: a4", folder);
        Assert.Equal(1, handle.Statistics.Rotations);
    }
}
