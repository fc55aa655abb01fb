using System.Collections.Concurrent;

namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>Knows which devices are disks of this machine: a server on the network, or a program, may not answer.</summary>
static class LocalDisks
{
    /// <summary>A long-running process sees few devices, unless it mounts new ones all the time.</summary>
    const int MostKnown = 1000;

    static readonly ConcurrentDictionary<ulong, bool> Known = new();

    /// <summary>Whether a device is a disk of this machine. A device is looked at once.</summary>
    /// <param name="device">The device.</param>
    /// <param name="path">A path on the device.</param>
    public static bool Has(ulong device, string path)
    {
        if (Known.TryGetValue(device, out var known)) return known;
        if (IsLocal(path) is not { } isLocal) return false;
        if (Known.Count >= MostKnown) Known.Clear();
        return Known[device] = isLocal;
    }

    /// <summary>Whether a path is on a disk of this machine; null = nobody knows.</summary>
    static bool? IsLocal(string path)
    {
        try
        {
            var drive = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(path)! : path);
            if (drive.DriveType is DriveType.NoRootDirectory or DriveType.Unknown) return null;
            var isProgram = drive.DriveFormat.StartsWith("fuse", StringComparison.OrdinalIgnoreCase);
            return drive.DriveType is DriveType.Fixed or DriveType.Ram && !isProgram;
        }
        catch (Exception)
        {
            // A share of Windows has no drive, and the path may be gone by now.
            return null;
        }
    }
}
