using System.Runtime.InteropServices;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Where a test cannot pass, though the library does what it should.</summary>
enum Except
{
    /// <summary>The test is about what only Unix has.</summary>
    Windows,

    /// <summary>The test passes on Windows, but Wine lacks something that it needs.</summary>
    Wine,
}

/// <summary>What is different where a test runs.</summary>
static class Place
{
    public static bool IsWine { get; } = OperatingSystem.IsWindows()
        && NativeLibrary.TryLoad("ntdll.dll", out var library)
        && NativeLibrary.TryGetExport(library, "wine_get_version", out _);

    public static string? ReasonToSkip(this Except except, string reason) =>
        except switch
        {
            Except.Windows when OperatingSystem.IsWindows() => $"not on Windows: {reason}",
            Except.Wine when IsWine => $"not under Wine: {reason}",
            _ => null,
        };

    /// <summary>How many samples of much work with files a test takes: Wine needs ten times as long for a call.</summary>
    public static int SamplesOfFiles(int samples) => IsWine ? samples / 8 : samples;
}
