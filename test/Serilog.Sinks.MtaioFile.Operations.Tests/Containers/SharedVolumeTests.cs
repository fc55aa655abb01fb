using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>Two pods, each in namespaces of its own, log to one volume.</summary>
public sealed class SharedVolumeTests
{
    const int Lines = 3000, MaxBytes = 20_000;

    [RequiresFact("unshare", Root = true)]
    public void EachPodHasAFileOfItsOwnByItsName()
    {
        using var folder = new TempFolder();
        using var first = Start("app-7d4f-a", $"open path={folder["app-{env:POD_NAME}.log"]}", "a");
        using var second = Start("app-7d4f-b", $"open path={folder["app-{env:POD_NAME}.log"]}", "b");
        End(first, second);

        Assert.Equal(["app-app-7d4f-a.log", "app-app-7d4f-b.log"], folder.Names);
        Assert.Equal(Numbers.From(1, Lines), NumberedFiles.Read(folder["app-app-7d4f-a.log"]).NumbersOf("a"));
        Assert.Equal(Numbers.From(1, Lines), NumberedFiles.Read(folder["app-app-7d4f-b.log"]).NumbersOf("b"));
    }

    [RequiresFact("unshare", Root = true)]
    public void WithSharedAllPodsWriteOneFileAndRotateItTogether()
    {
        using var folder = new TempFolder();
        var open = $"open path={folder["app.log"]} shared=true max={MaxBytes} backups=100";
        using var first = Start("app-7d4f-a", open, "a");
        using var second = Start("app-7d4f-b", open, "b");
        // What each of them writes now follows a rotation by the other one.
        for (var round = 1; round <= 20; round++)
        {
            first.Ask($"write {MaxBytes / 50} prefix=a size=50", "wrote");
            first.Ask("flush", "acked");
            second.Ask($"write {MaxBytes / 50} prefix=b size=50", "wrote");
            second.Ask("flush", "acked");
        }
        End(first, second);

        var files = NumberedFiles.Read(folder["app.log"]);
        Assert.Equal(Numbers.From(1, Lines + (20 * MaxBytes / 50)), files.NumbersOf("a"));
        Assert.Equal(Numbers.From(1, Lines + (20 * MaxBytes / 50)), files.NumbersOf("b"));
        Assert.Empty(files.Others);
        Assert.All(Directory.GetFiles(folder.Path), f => Assert.InRange(new FileInfo(f).Length, 0, MaxBytes));
    }

    static WriterProcess Start(string pod, string open, string prefix) => WriterProcess.Start(
        ["unshare", "--mount", "--pid", "--mount-proc", "--fork", "--kill-child", "env", $"POD_NAME={pod}"],
        open,
        $"write {Lines} prefix={prefix} size=50");

    static void End(params WriterProcess[] pods)
    {
        foreach (var pod in pods) pod.Tell("dispose");
        foreach (var pod in pods)
        {
            pod.Await("disposed");
            Assert.Equal(0, pod.Finish());
            Assert.Empty(pod.Failures);
        }
    }
}
