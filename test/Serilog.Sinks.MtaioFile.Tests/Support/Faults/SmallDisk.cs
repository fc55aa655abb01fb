namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>A small disk that was mounted for the tests; the environment variable SMALL_DISK has its path.</summary>
sealed class SmallDisk(string path) : IDisposable
{
    static readonly string? Mounted = Environment.GetEnvironmentVariable("SMALL_DISK");

    public long FreeBytes => new DriveInfo(path).AvailableFreeSpace;

    public string this[string name] => Path.Combine(path, name);

    /// <summary>The reason to skip a test that needs the disk; null if it is there.</summary>
    public static string? ReasonToSkip =>
        Mounted is not null && Directory.Exists(Mounted) ? null : "needs a small disk, as .ci/windows mounts it";

    public static SmallDisk Open() => new(Mounted!);

    public void Dispose()
    {
        foreach (var file in Directory.GetFiles(path)) System.IO.File.Delete(file);
    }
}

/// <summary>A test that needs a small disk; elsewhere it is skipped with the reason.</summary>
sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.ReasonToSkip;
}
