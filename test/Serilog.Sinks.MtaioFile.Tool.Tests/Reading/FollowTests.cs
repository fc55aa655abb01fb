using System.IO.Compression;
using System.Text;
using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Reading;

public sealed class FollowTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task NewRecordsAreShown()
    {
        var file = _folder.Write("app.log", Clef.Lines(1, 3));
        await using var tail = new LiveTool("tail", file, "-n", "2", "-f");
        await tail.Shows(Clef.Shown(2), Clef.Shown(3));
        Append("app.log", Clef.Lines(4, 5));
        await tail.Shows(Clef.Shown(2), Clef.Shown(3), Clef.Shown(4), Clef.Shown(5));
        Append("app.log", Clef.Line(6));
        await tail.Shows(Clef.Shown(2), Clef.Shown(3), Clef.Shown(4), Clef.Shown(5), Clef.Shown(6));
        Assert.Equal(0, await tail.Stop());
    }

    [Fact]
    public async Task ALineIsShownWhenItIsWhole()
    {
        var file = _folder.Write("app.log", Clef.Line(1));
        await using var tail = new LiveTool("tail", file, "-f");
        await tail.Shows(Clef.Shown(1));
        var next = Clef.Line(2);
        Append("app.log", Clef.Line(3) + next[..20]);
        await tail.Shows(Clef.Shown(1), Clef.Shown(3));
        Append("app.log", next[20..]);
        await tail.Shows(Clef.Shown(1), Clef.Shown(3), Clef.Shown(2));
    }

    [Fact]
    public async Task ARotationLosesAndDoublesNothing()
    {
        var file = _folder.Write("app.log", Clef.Line(1));
        await using var tail = new LiveTool("tail", file, "-f");
        await tail.Shows(Clef.Shown(1));
        Move("app.log", "app.log.1");
        Append("app.log.1", Clef.Line(2));
        _folder.Write("app.log", Clef.Line(3));
        await tail.Shows(Clef.Shown(1), Clef.Shown(2), Clef.Shown(3));
        Append("app.log", Clef.Line(4));
        await tail.Shows(Clef.Shown(1), Clef.Shown(2), Clef.Shown(3), Clef.Shown(4));
    }

    [Fact]
    public async Task ALineWithoutEndIsShownWhenItsFileIsWrittenNoMore()
    {
        var file = _folder.Write("app.log", Clef.Line(1));
        await using var tail = new LiveTool("tail", file, "-f");
        await tail.Shows(Clef.Shown(1));
        Append("app.log", "torn");
        Move("app.log", "app.log.1");
        _folder.Write("app.log", Clef.Line(2));
        await tail.Shows(Clef.Shown(1), "torn", Clef.Shown(2));
    }

    [Fact]
    public async Task SeveralRotationsAtOnceLoseNothing()
    {
        var file = _folder.Write("app.log", Clef.Line(1));
        await using var tail = new LiveTool("tail", file, "-f");
        await tail.Shows(Clef.Shown(1));
        // Nothing is in the place of the active file meanwhile, so that the tail sees both rotations at once.
        Move("app.log", "app.log.2");
        _folder.Write("app.log.1", Clef.Lines(2, 3));
        _folder.Write("new", Clef.Line(4));
        Move("new", "app.log");
        await tail.Shows(Clef.Shown(1), Clef.Shown(2), Clef.Shown(3), Clef.Shown(4));
        Append("app.log", Clef.Line(5));
        await tail.Shows(Clef.Shown(1), Clef.Shown(2), Clef.Shown(3), Clef.Shown(4), Clef.Shown(5));
    }

    [Fact]
    public async Task ACompressedArchiveIsNotReadTwice()
    {
        var file = _folder.Write("app.log", Clef.Lines(1, 2));
        await using var tail = new LiveTool("tail", file, "-n", "1", "-f");
        await tail.Shows(Clef.Shown(2));
        using (var archive = new GZipStream(File.Create(_folder["app.log.1.gz"]), CompressionLevel.Fastest))
            archive.Write(Encoding.UTF8.GetBytes(Clef.Lines(1, 3)));
        _folder.Write("new", Clef.Line(4));
        Move("new", "app.log");
        await tail.Shows(Clef.Shown(2), Clef.Shown(3), Clef.Shown(4));
    }

    [Fact]
    public async Task AFileThatIsTruncatedIsReadFromItsBeginning()
    {
        var file = _folder.Write("app.log", Clef.Lines(1, 2));
        await using var tail = new LiveTool("tail", file, "-n", "1", "-f");
        await tail.Shows(Clef.Shown(2));
        File.Copy(file, _folder["app.log.1"]);
        File.WriteAllText(file, Clef.Line(3));
        await tail.Shows(Clef.Shown(2), Clef.Shown(3));
    }

    [Fact]
    public async Task AFileThatIsWrittenAnewAndLongerIsReadFromItsBeginning()
    {
        var file = _folder.Write("app.log", Clef.Line(1));
        await using var tail = new LiveTool("tail", file, "-f");
        await tail.Shows(Clef.Shown(1));
        File.WriteAllText(file, Clef.Lines(2, 5));
        await tail.Shows(Clef.Shown(1), Clef.Shown(2), Clef.Shown(3), Clef.Shown(4), Clef.Shown(5));
    }

    [Fact]
    public async Task AFileThatIsDeletedAndCreatedAgainIsRead()
    {
        var file = _folder.Write("app.log", Clef.Line(1));
        await using var tail = new LiveTool("tail", file, "-f");
        await tail.Shows(Clef.Shown(1));
        File.Delete(file);
        _folder.Write("app.log", Clef.Line(2));
        await tail.Shows(Clef.Shown(1), Clef.Shown(2));
    }

    [Fact]
    public async Task FilesWithADateAreFollowedToTheNextDate()
    {
        _folder.Write("app-2025-11-27.log", Clef.Line(1));
        await using var tail = new LiveTool("tail", _folder["app-{date}.log"], "-f");
        await tail.Shows(Clef.Shown(1));
        Append("app-2025-11-27.log", Clef.Line(2));
        _folder.Write("app-2025-11-28.log", Clef.Line(3));
        await tail.Shows(Clef.Shown(1), Clef.Shown(2), Clef.Shown(3));
    }

    [Fact]
    public async Task RecordsOfTextAreChosenWithAllTheirLines()
    {
        const string Error = "2025-11-27 08:00:02.000 +00:00 [ERR] a\n  at b\n  at c\n";
        var file = _folder.Write("app.log", "2025-11-27 08:00:01.000 +00:00 [INF] a\n");
        await using var tail = new LiveTool("tail", file, "-f", "--level", "Error");
        await tail.Shows();
        Append("app.log", Error + "2025-11-27 08:00:03.000 +00:00 [INF] c\n  d\n");
        await tail.Shows(Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task SeveralLogsAreFollowed()
    {
        var (a, b) = (_folder.Write("a.log", Clef.Line(1)), _folder.Write("b.log", Clef.Line(2)));
        await using var tail = new LiveTool("tail", a, b, "-f", "-n", "1");
        await tail.Shows(Clef.Shown(2));
        Append("b.log", Clef.Line(3));
        await tail.Shows(Clef.Shown(2), Clef.Shown(3));
        Append("a.log", Clef.Line(4));
        await tail.Shows(Clef.Shown(2), Clef.Shown(3), Clef.Shown(4));
    }

    [Fact]
    public async Task WithoutPastRecordsOnlyNewOnesAreShown()
    {
        var file = _folder.Write("app.log", Clef.Lines(1, 3));
        await using var tail = new LiveTool("tail", file, "-f", "-n", "0", "--level", "Error");
        await tail.Shows();
        Append("app.log", Clef.Line(4, "Error"));
        await tail.Shows(Clef.Shown(4, "ERR"));
    }

    void Append(string name, string text)
    {
        using var file = new FileStream(_folder[name], FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.Write(Encoding.UTF8.GetBytes(text));
    }

    void Move(string from, string to)
    {
        // Windows puts no file in the place of one that is open, but lets it be renamed.
        if (OperatingSystem.IsWindows() && File.Exists(_folder[to])) File.Move(_folder[to], _folder["former"]);
        File.Move(_folder[from], _folder[to], overwrite: true);
    }
}
