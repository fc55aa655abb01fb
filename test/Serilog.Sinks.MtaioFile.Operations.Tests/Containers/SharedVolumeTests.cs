using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>Two pods, each in namespaces of its own, log to one volume.</summary>
public sealed class SharedVolumeTests
{
    const int Lines = 3000;

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
        var open = $"open path={folder["app.log"]} shared=true max=20000 backups=100 compression=GZip";
        using var first = Start("app-7d4f-a", open, "a");
        using var second = Start("app-7d4f-b", open, "b");
        End(first, second);

        var files = NumberedFiles.Read(folder["app.log"]);
        Assert.Equal(Numbers.From(1, Lines), files.NumbersOf("a"));
        Assert.Equal(Numbers.From(1, Lines), files.NumbersOf("b"));
        Assert.Empty(files.Others);
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
