using System.Globalization;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Verify;

/// <summary>Logs that the library itself has written.</summary>
public sealed class WrittenLogTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ALogWithArchivesIsComplete()
    {
        using (var log = Json(new MtaioFileOptions { Sequence = true })) LogMany(log);
        var run = await ToolRun.Of("verify", _folder["app.log"]);
        Assert.True(run.Code == 0, run.Output + run.Error);
        Assert.True(_folder.Names.Length > 3, "there are no archives");
        Assert.Equal($"{_folder["app.log"]}: complete", run.Lines[0]);
    }

    [Fact]
    public async Task AnArchiveThatIsMissingMakesItIncomplete()
    {
        using (var log = Json(new MtaioFileOptions { Sequence = true })) LogMany(log);
        File.Delete(_folder["app.log.2"]);
        var run = await ToolRun.Of("verify", _folder["app.log"]);
        Assert.Equal(2, run.Code);
        Assert.Equal($"{_folder["app.log"]}: incomplete", run.Lines[0]);
    }

    [Fact]
    public async Task CatShowsWhatWasLogged()
    {
        using (var log = Json(new MtaioFileOptions { Sequence = true })) LogMany(log);
        var run = await ToolRun.Of("cat", _folder["app.log"], "--where", "N >= 0", "--template", "{N}{NewLine}");
        Assert.Equal(Enumerable.Range(0, 200).Select(n => n.ToString(CultureInfo.InvariantCulture)), run.Lines.Select(l => l.Trim()));
    }

    [Fact]
    public async Task AChainNeedsItsKey()
    {
        var key = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();
        var options = new MtaioFileOptions { Chain = HashChain.WithKey(key) };
        using (var log = new LoggerConfiguration().AuditTo.MtaioJsonFile(_folder["app.log"], options: options).CreateLogger()) LogMany(log);
        var right = _folder.Write("right.key", Convert.ToBase64String(key));
        var wrong = _folder.Write("wrong.key", Convert.ToBase64String([.. Enumerable.Reverse(key)]));
        var good = await ToolRun.Of("verify", _folder["app.log"], "--key-file", right);
        Assert.True(good.Code == 0, good.Output + good.Error);
        Assert.Equal(2, (await ToolRun.Of("verify", _folder["app.log"], "--key-file", wrong)).Code);
        Assert.Equal(2, (await ToolRun.Of("verify", _folder["app.log"])).Code);
    }

    Logger Json(MtaioFileOptions options) => new LoggerConfiguration()
        .WriteTo.MtaioJsonFile(_folder["app.log"], maxBytes: 5_000, backupCount: null, options: options).CreateLogger();

    static void LogMany(Logger log)
    {
        for (var n = 0; n < 200; n++) log.Information("Event {N}", n);
    }
}
