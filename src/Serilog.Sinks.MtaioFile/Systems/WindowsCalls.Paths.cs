namespace Serilog.Sinks.MtaioFile.Systems;

/// <content>
/// The spellings of paths. One file has many: short names, other cases of letters, drives that lead to folders, links, a prefix that keeps
/// Windows from changing the path.
/// </content>
sealed partial class WindowsCalls
{
    const string Verbatim = @"\\?\", VerbatimShare = @"\\?\UNC\", VerbatimPipes = @"\\?\pipe\";

    const string Devices = @"\\.\", Pipes = @"\\.\pipe\";

    /// <remarks>
    /// The names that exist get the spelling that their file system has. Opening a pipe would take it from another writer.
    /// </remarks>
    public string RealPathOf(string path)
    {
        if (IsStream(path)) return path;
        var real = Links.Follow(path);
        var missing = "";
        for (var existing = real; existing is not null; existing = Path.GetDirectoryName(existing))
        {
            if (SpellingOf(existing) is { } found) return missing.Length == 0 ? found : Path.Combine(found, missing);
            missing = missing.Length == 0 ? Path.GetFileName(existing) : Path.Combine(Path.GetFileName(existing), missing);
        }
        return real;
    }

    public bool IsStream(string path)
    {
        if (IsPipe(path)) return true;
        var full = FullPathOf(path);
        // A path such as \\.\C:\logs\app.log is that of a file.
        return full.StartsWith(Devices, StringComparison.Ordinal) && full is not [_, _, _, _, _, ':', '\\', ..];
    }

    static bool IsPipe(string path) =>
        path.StartsWith(VerbatimPipes, StringComparison.OrdinalIgnoreCase)
        || FullPathOf(path).StartsWith(Pipes, StringComparison.OrdinalIgnoreCase)
        || IsPipeOfAnotherMachine(path);

    /// <summary>Whether a path is like <c>\\server\pipe\name</c>.</summary>
    static bool IsPipeOfAnotherMachine(string path) =>
        path.Replace('/', '\\').Split('\\') is ["", "", not ("." or "?"), var share, _, ..]
        && share.Equals("pipe", StringComparison.OrdinalIgnoreCase);

    /// <summary>The path as Windows understands it: NUL is a device in each folder.</summary>
    static string FullPathOf(string path) => path.StartsWith(Verbatim, StringComparison.Ordinal) ? path : Path.GetFullPath(path);

    /// <summary>The path as calls take it that is longer than 260 characters.</summary>
    static string Extended(string path)
    {
        const int Longest = 247;
        if (path.Length <= Longest || path.StartsWith(Verbatim, StringComparison.Ordinal)) return path;
        var full = Path.GetFullPath(path);
        if (full.StartsWith(Devices, StringComparison.Ordinal)) return full;
        return full.StartsWith(@"\\", StringComparison.Ordinal) ? VerbatimShare + full[2..] : Verbatim + full;
    }

    /// <summary>The spelling of a path that exists; null when it does not exist, or its file system tells no spelling.</summary>
    static string? SpellingOf(string path)
    {
        using var file = Open(path, Access.ReadAttributes, Opening.Existing, Flags.Folders);
        if (file.IsInvalid) return null;
        var buffer = new char[300];
        var length = GetFinalPathName(file, buffer, buffer.Length, 0);
        if (length > buffer.Length) length = GetFinalPathName(file, buffer = new char[length], length, 0);
        if (length == 0 || length > buffer.Length) return null;
        var found = new string(buffer, 0, length);
        if (found.StartsWith(VerbatimShare, StringComparison.OrdinalIgnoreCase)) return @"\\" + found[VerbatimShare.Length..];
        return found.StartsWith(Verbatim, StringComparison.Ordinal) ? found[Verbatim.Length..] : found;
    }
}
