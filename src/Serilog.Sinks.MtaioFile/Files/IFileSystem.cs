using Microsoft.Win32.SafeHandles;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>The operations on the file system that the sinks need.</summary>
interface IFileSystem
{
    /// <summary>Opens a file for appending. Creates the file and its directory if they are missing.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="mode">The mode of a new file; null = what the umask of the process makes. An existing file keeps its mode.</param>
    /// <param name="owner">The owner of a new file, as far as the process may set it; null = the process's.</param>
    ILogFile Open(string path, UnixFileMode? mode, FileOwner? owner = null);

    /// <summary>The status of what a path leads to, links followed; null = nothing is there.</summary>
    FileStatus? Follow(string path);

    /// <summary>The status of what is at a path, links not followed; null = nothing is there.</summary>
    FileStatus? Probe(string path);

    /// <summary>The condition of a path: a look that opens, creates and changes nothing.</summary>
    PathCondition ConditionOf(string path);

    /// <summary>The names of all entries of a directory.</summary>
    IEnumerable<string> List(string directory);

    /// <summary>The last bytes of a file, at most <paramref name="count"/>.</summary>
    byte[] ReadTail(string path, int count);

    /// <summary>Renames a file and replaces a file that has the new name. Never copies.</summary>
    void Rename(string from, string to);

    /// <summary>Gives an open file another name, and the name that it had goes. Never replaces anything.</summary>
    /// <exception cref="IOException">Something has the new name, or the old name is no longer that of the open file.</exception>
    void Publish(SafeFileHandle file, string from, string to);

    void Delete(string path);

    /// <summary>Creates a directory, and those above it, unless they are there.</summary>
    void CreateDirectory(string path);

    /// <summary>Makes a symbolic link lead to a target, in one step for its readers. Replaces no other thing than a link.</summary>
    /// <exception cref="IOException">Something else is at the path of the link, or links cannot be made there.</exception>
    void PointLink(string link, string target);

    /// <summary>The path that a chain of links leads to; a path that is no link, or nothing, is returned as it is.</summary>
    string FinalTarget(string path);
}
