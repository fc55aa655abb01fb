using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Check;

/// <summary>The program of a commit, built in a work tree of its own, which is removed at the end.</summary>
sealed class BuiltCommit : IDisposable
{
    const string Project = "Serilog.Sinks.MtaioFile.PerformanceTests";

    readonly string _folder;

    public BuiltCommit(string commit, string? parent)
    {
        Hash = Output("git", "rev-parse", "--short", "--verify", $"{commit}^{{commit}}");
        _folder = Path.Combine(parent ?? Path.GetTempPath(), $"mtaiofile-check-{Hash}-{Guid.NewGuid():N}");
        Console.Error.WriteLine($"building {Hash} ({commit})");
        Output("git", "worktree", "add", "--quiet", "--detach", _folder, Hash);
        try
        {
            var project = Path.Combine(_folder, "test", Project);
            Output("dotnet", "build", project, "-c", "Release", "-v", "q", "-nologo", "--disable-build-servers");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Hash { get; }

    public string ProgramPath =>
        Directory.GetFiles(Path.Combine(_folder, "test", Project, "bin", "Release"), $"{Project}.dll", SearchOption.AllDirectories)[0];

    public void Dispose() => Output("git", "worktree", "remove", "--force", _folder);

    /// <exception cref="InvalidOperationException">The program failed.</exception>
    static string Output(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        if (process.ExitCode == 0) return output;
        throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' ended with {process.ExitCode}: {output}");
    }
}
