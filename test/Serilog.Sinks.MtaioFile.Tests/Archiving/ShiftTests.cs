using System.Globalization;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>How a rotation shifts, keeps and deletes the archives.</summary>
public sealed class ShiftTests : LogUnderTest
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
    // After the number was lowered: everything beyond it, whatever gaps there are.
    [InlineData(2, "app.log: a10; .1: o1; .2: o2; .3: o3; .4: o4", "b10", "app.log: b10; .1: a10; .2: o1")]
    [InlineData(2, "app.log: a10; .1: o1; .2: o2; .3: o3; .5: o5", "b10", "app.log: b10; .1: a10; .2: o1")]
    [InlineData(2, "app.log: a10; .1: o1; .2: o2; .3: o3; .5: o5; .6: o6", "b10", "app.log: b10; .1: a10; .2: o1")]
    [InlineData(2, "app.log: a10; .1: o1; .9.gz: o9", "b10", "app.log: b10; .1: a10; .2: o1")]
    [InlineData(2, "app.log: a4; .1: o1; .2: o2; .3: o3", "b4", "app.log: a4 b4; .1: o1; .2: o2; .3: o3")]
    [InlineData(0, "app.log: a10; .1: o1; .2: o2", "b10", "app.log: b10")]
    // Compressed or not, a number is one place.
    [InlineData(3, "app.log: a10; .1.gz: o1; .2: o2", "b10", "app.log: b10; .1: a10; .2.gz: o1; .3: o2")]
    [InlineData(2, "app.log: a10; .1: o1; .2.gz: o2", "b10", "app.log: b10; .1: a10; .2: o1")]
    [InlineData(1, "app.log: a10; .1.gz: o1", "b10", "app.log: b10; .1: a10")]
    public void ArchivesShiftUpToTheFirstGap(int? backupCount, string before, string logged, string after)
    {
        Sized.Write(Folder, before);
        using (var log = OpenRotating(10, backupCount)) Sized.Log(log, logged);
        Sized.AssertFolder(after, Folder);
    }

    [Fact]
    public void WithoutABackupCountAllArchivesAreKept()
    {
        using (var log = OpenRotating(10)) Sized.Log(log, "a10 b10 c10 d10 e10 f10 g10 h10 i10 j10 k10 l10 m10");
        Sized.AssertFolder(
            "app.log: m10; .1: l10; .2: k10; .3: j10; .4: i10; .5: h10; .6: g10; .7: f10; .8: e10; .9: d10; .10: c10; .11: b10; .12: a10",
            Folder);
    }

    [Fact]
    public void MoreThanNineArchivesAreOrderedByNumberAlsoAfterARestart()
    {
        using (var log = OpenRotating(10, 12)) Sized.Log(log, "a10 b10 c10 d10 e10 f10 g10 h10 i10 j10 k10 l10 m10");
        using (var log = OpenRotating(10, 12)) Sized.Log(log, "n10");
        Sized.AssertFolder(
            "app.log: n10; .1: m10; .2: l10; .3: k10; .4: j10; .5: i10; .6: h10; .7: g10; .8: f10; .9: e10; .10: d10; .11: c10; .12: b10",
            Folder);
    }

    [Fact]
    public void AThousandArchivesShift()
    {
        var archives = Place.SamplesOfFiles(1000);
        Folder.Write("app.log", Some.Line('a', 10));
        for (var number = 1; number <= archives; number++) Folder.Write($"app.log.{number}", number.ToString(CultureInfo.InvariantCulture));
        using (var log = OpenRotating(10, options: Patient.Options())) Sized.Log(log, "b10");
        Assert.Equal(archives + 2, Folder.Names.Length);
        Assert.Equal(Some.Line('b', 10), Folder.Text("app.log"));
        Assert.Equal(Some.Line('a', 10), Folder.Text("app.log.1"));
        Assert.All(
            Enumerable.Range(1, archives),
            number => Assert.Equal(number.ToString(CultureInfo.InvariantCulture), Folder.Text($"app.log.{number + 1}")));
    }

    [Theory]
    [InlineDataExcept(Except.Windows, "the case of names does not matter", "APP.LOG.1")]
    [InlineData("app.log.01")]
    [InlineData("app.log.+1")]
    [InlineData("app.log. 1")]
    [InlineData("app.log.0")]
    [InlineData("app.log.１")]
    [InlineData("app.log.2147483648")]
    [InlineData("app.log.1.gz.gz")]
    [InlineData("app.log.1.bak")]
    [InlineDataExcept(Except.Windows, "no name has a line end", "app.log.1\n")]
    [InlineData("app.log.lock")]
    [InlineData("app.log.config")]
    [InlineData("xapp.log.1")]
    [InlineData("app.log1")]
    public void FilesWithForeignNamesAreLeftAlone(string foreign)
    {
        Folder.Write(foreign, "precious");
        using (var log = OpenRotating(10, backupCount: 1)) Sized.Log(log, "a10 b10 c10 d10");
        Assert.Equal(["app.log", "app.log.1", foreign], Folder.Names.Order(StringComparer.Ordinal).OrderBy(name => name == foreign));
        Assert.Equal("precious", Folder.Text(foreign));
        Assert.Equal((Sized.Text("d10"), Sized.Text("c10")), (Folder.Text("app.log"), Folder.Text("app.log.1")));
    }

    [FactExcept(Except.Wine, "a deleted file keeps its name while it is open")]
    public async Task WhenTheActiveFileIsDeletedJustBeforeItsRotationTheArchivesStayWhereTheyAre()
    {
        Sized.Write(Folder, ".1: o1; .2: o2");
        using (var log = OpenRotating(10, 3))
        {
            Sized.Log(log, "a10");
            await FlushAsync();
            System.IO.File.Delete(Folder["app.log"]);
            Sized.Log(log, "b10");
        }
        Sized.AssertFolder("app.log: b10; .1: o1; .2: o2", Folder);
        Assert.Empty(Listener.Failures);
    }

    [Fact]
    public async Task RotatingOnDemandLeavesNoEmptyArchive()
    {
        using (var log = OpenRotating(10, 3))
        {
            Sized.Log(log, "a4");
            await Handle.RotateAsync();
            Sized.AssertFolder("app.log:; .1: a4", Folder);
            await Handle.RotateAsync();
            await Handle.RotateAsync();
            Sized.AssertFolder("app.log:; .1: a4", Folder);
            Sized.Log(log, "b4");
        }
        Sized.AssertFolder("app.log: b4; .1: a4", Folder);
        Handle.ShouldHaveCounted(rotations: 1);
    }
}
