using Serilog.Sinks.MtaioFile.Systems;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Systems;

/// <summary>The calls of Windows, where no test of a whole log reaches them.</summary>
public sealed class WindowsCallsTests : LogUnderTest
{
    [WindowsTheory]
    [InlineData(@"\\.\pipe\log", true)]
    [InlineData("//./pipe/log", true)]
    [InlineData(@"\\?\pipe\log", true)]
    [InlineData(@"\\server\pipe\log", true)]
    [InlineData(@"\\server\PIPE\log", true)]
    [InlineData(@"\\.\NUL", true)]
    [InlineData("nul", true)]
    [InlineData(@"\\.\COM1", true)]
    [InlineData(@"C:\pipe\app.log", false)]
    [InlineData(@"\\server\share\pipe\app.log", false)]
    [InlineData(@"\\?\C:\logs\app.log", false)]
    [InlineData(@"\\?\UNC\server\share\app.log", false)]
    [InlineData(@"\\.\C:\logs\app.log", false)]
    public void APathThatLeadsToAPipeOrDeviceIsTold(string path, bool isStream) =>
        Assert.Equal(isStream, SystemCalls.Current.IsStream(path));

    [WindowsFact]
    public void AFlushToDiskThatIsRefusedIsAFailure()
    {
        Folder.Write("app.log", "text");
        using var file = System.IO.File.OpenHandle(LogPath);
        Assert.Throws<IOException>(() => SystemCalls.Current.FlushToDisk(file));
    }

    [WindowsFact]
    public void TheFreeSpaceIsKnownForAnySpellingOfAFolderAndForAFile()
    {
        Folder.Write("app.log", "text");
        Assert.NotEqual(0, SystemCalls.Current.FreeBytesAt(Folder.Path));
        Assert.NotEqual(0, SystemCalls.Current.FreeBytesAt(@"\\?\" + Folder.Path));
        Assert.NotEqual(0, SystemCalls.Current.FreeBytesAt(LogPath));
        Assert.Equal(0, SystemCalls.Current.FreeBytesAt(@"\\.\pipe\log"));
    }

    [WindowsFact]
    public void TheRealPathOfWhatDoesNotExistHasTheSpellingOfTheFoldersThatDo()
    {
        Directory.CreateDirectory(Folder["Long named folder"]);
        var path = Path.Combine(WindowsPaths.Short(Folder["Long named folder"]), "missing", "app.log");
        Assert.Equal(Folder[@"Long named folder\missing\app.log"], SystemCalls.Current.RealPathOf(path), ignoreCase: true);
        Assert.Equal(@"\\.\pipe\log", SystemCalls.Current.RealPathOf(@"\\.\pipe\log"));
        Assert.Equal(@"Q:\nowhere\app.log", SystemCalls.Current.RealPathOf(@"Q:\nowhere\app.log"));
    }
}
