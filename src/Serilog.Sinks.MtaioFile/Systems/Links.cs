namespace Serilog.Sinks.MtaioFile.Systems;

/// <summary>Follows symbolic links, also those that lead to nothing yet.</summary>
static class Links
{
    const int DeepestNesting = 40;

    /// <summary>The path with all links followed, those of its folders too.</summary>
    /// <exception cref="IOException">A link cannot be read.</exception>
    public static string Follow(string path) => Follow(path, depth: 0);

    /// <summary>
    /// The end of the chain of links that a path begins, whether or not it is there. A path that is no link, or leads to nothing, is
    /// returned as it is.
    /// </summary>
    /// <exception cref="IOException">A link cannot be read.</exception>
    public static string End(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception ex) when (FileErrors.IsAboutNothingThere(ex))
        {
            return path;
        }
    }

    static string Follow(string path, int depth)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null || depth > DeepestNesting) return path;
        var here = Path.Combine(Follow(parent, depth), Path.GetFileName(path));
        var target = new FileInfo(here).LinkTarget;
        return target is null ? here : Follow(Path.GetFullPath(target, Path.GetDirectoryName(here)!), depth + 1);
    }
}
