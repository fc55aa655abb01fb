using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>
/// A symbolic link with a name that stays, beside files whose names do not. It always leads to the active file. Used under the path's gate.
/// </summary>
sealed class LatestLink(IFileSystem fileSystem, string linkPath, SinkContext context)
{
    string? _target;
    bool _failureReported;

    /// <summary>Makes the link lead to a file. A failure is reported once, and costs nothing but the link.</summary>
    public void PointTo(string path)
    {
        var target = Path.GetFileName(path);
        if (string.Equals(_target, target, StringComparison.Ordinal)) return;
        try
        {
            fileSystem.PointLink(linkPath, target);
            _target = target;
        }
        catch (Exception ex)
        {
            if (!_failureReported) context.Reporter.ReportTemporary($"could not make the link {linkPath} lead to {path}", ex);
            _failureReported = true;
        }
    }
}
