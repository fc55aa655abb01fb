using System.Globalization;
using System.Text;
using Serilog.Sinks.MtaioFile.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>Calls the user's hooks; whatever they do, the sink goes on.</summary>
sealed class FileHooks(MtaioFileHooks? hooks, Encoding encoding, FailureReporter reporter)
{
    /// <summary>The encoded text that opens a new file.</summary>
    public byte[] HeaderFor(string path) => hooks is null ? [] : TextOf(w => hooks.OnFileOpened(path, w), "write its header", path);

    /// <summary>The encoded text that ends a file before it is rotated.</summary>
    public byte[] FooterFor(string path) => hooks is null ? [] : TextOf(w => hooks.OnRotating(path, w), "write its footer", path);

    public void Rotated(string path, string archivePath)
    {
        if (hooks is not null) Try(() => hooks.OnRotated(path, archivePath), "take note of its rotation", path);
    }

    byte[] TextOf(Action<TextWriter> hook, string purpose, string path)
    {
        byte[] bytes = [];
        Try(
            () =>
            {
                using var text = new StringWriter(CultureInfo.InvariantCulture);
                hook(text);
                bytes = encoding.GetBytes(text.ToString());
            },
            purpose,
            path);
        return bytes;
    }

    void Try(Action hook, string purpose, string path)
    {
        try
        {
            hook();
        }
        catch (Exception ex)
        {
            reporter.ReportTemporary($"a hook of {path} failed to {purpose}", ex);
        }
    }
}
