namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>A small disk in memory that only one process sees: mounted for it in a mount namespace of its own.</summary>
sealed class MemoryDisk(TempFolder folder) : IDisposable
{
    WriterProcess? _process;

    /// <summary>The disk as the process sees it.</summary>
    public string Inside { get; } = Directory.CreateDirectory(folder["disk"]).FullName;

    /// <summary>The disk as the test sees it, while the process lives.</summary>
    public string Outside => $"/proc/{_process!.Pid}/root{Inside}";

    public string this[string name] => Path.Combine(Inside, name);

    public WriterProcess Start(string size, params string[] commands)
    {
        var mount = $"mount -t tmpfs -o size={size} tmpfs {Inside} && exec \"$@\"";
        return _process = WriterProcess.Start(["unshare", "--mount", "--propagation", "private", "sh", "-c", mount, "sh"], commands);
    }

    public NumberedFiles Lines() => NumberedFiles.Read(Path.Combine(Outside, "app.log"));

    public string Text(string name) => FileInUse.Text(Path.Combine(Outside, name));

    /// <summary>Changes the mounted disk: <c>size=64k</c>, <c>ro</c>, <c>rw</c>.</summary>
    public void Remount(string option) =>
        Shell.Run("nsenter", "-t", $"{_process!.Pid}", "-m", "mount", "-o", $"remount,{option}", Inside);

    public void Dispose() => _process?.Dispose();
}
