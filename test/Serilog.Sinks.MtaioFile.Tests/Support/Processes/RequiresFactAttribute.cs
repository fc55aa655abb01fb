namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>A test that needs programs or rights which not every machine has; elsewhere it is skipped with the reason.</summary>
sealed class RequiresFactAttribute : FactAttribute
{
    public RequiresFactAttribute(params string[] programs)
    {
        var missing = programs.FirstOrDefault(p => !IsInstalled(p));
        if (!OperatingSystem.IsLinux()) Skip = "needs Linux";
        else if (missing is not null) Skip = $"needs {missing}";
    }

    /// <summary>Whether the test must run as root, as in containers.</summary>
    public bool Root
    {
        get => false;
        set
        {
            if (value && Skip is null && Environment.UserName != "root") Skip = "needs root";
        }
    }

    /// <summary>Whether <c>/dev/shm</c> must be another file system than that of temporary folders.</summary>
    public bool AnotherFileSystem
    {
        get => false;
        set
        {
            if (value && Skip is null && !HasAnotherFileSystem) Skip = "needs /dev/shm on another file system";
        }
    }

    /// <summary>Whether rsyslog must have RELP, which is a package of its own.</summary>
    public bool Relp
    {
        get => false;
        set
        {
            var hasRelp = Directory.EnumerateDirectories("/usr/lib")
                .Any(d => System.IO.File.Exists(Path.Combine(d, "rsyslog", "omrelp.so")));
            if (value && Skip is null && !hasRelp) Skip = "needs rsyslog-relp";
        }
    }

    static bool HasAnotherFileSystem { get; } = Directory.Exists("/dev/shm")
        && !string.Equals(new DriveInfo("/dev/shm").Name, new DriveInfo(Path.GetTempPath()).Name, StringComparison.Ordinal);

    static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .Append("/usr/sbin")
            .Append("/sbin")
            .Any(d => System.IO.File.Exists(Path.Combine(d, program)));
}
