using System.Globalization;
using System.Text;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>Calls the user's hooks. The exception of a hook is reported; then the sink goes on without the hook's text.</summary>
/// <param name="hooks">The hooks; null = there are none.</param>
/// <param name="path">The path of the active file.</param>
/// <param name="encoding">The encoding of the file.</param>
/// <param name="newLine">The line end that a hook's <c>WriteLine</c> writes.</param>
/// <param name="context">The sink.</param>
sealed class FileHooks(MtaioFileHooks? hooks, IActivePath path, Encoding encoding, string newLine, SinkContext context)
{
    /// <summary>Whether there are hooks.</summary>
    public bool AreGiven => hooks is not null;

    /// <summary>The encoded text that a new file begins with.</summary>
    public byte[] Header() => hooks is null ? [] : TextOf(hooks.OnFileOpened, "write its header");

    /// <summary>The encoded text that a file ends with before it is rotated.</summary>
    public byte[] Footer() => hooks is null ? [] : TextOf(hooks.OnRotating, "write its footer");

    /// <summary>The encoded text that a file ends with when the sink is closed.</summary>
    public byte[] ClosingFooter() => hooks is null ? [] : TextOf(hooks.OnClosing, "write its footer");

    public void Rotated(string archivePath)
    {
        if (hooks is not null) Try(() => hooks.OnRotated(path.Current, archivePath), "take note of its rotation");
    }

    byte[] TextOf(Action<string, TextWriter> hook, string purpose)
    {
        byte[] bytes = [];
        Try(
            () =>
            {
                using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = newLine };
                hook(path.Current, text);
                bytes = encoding.GetBytes(text.ToString());
            },
            purpose);
        return bytes;
    }

    void Try(Action hook, string purpose)
    {
        try
        {
            ApplicationCalls.Run(hook);
        }
        catch (Exception ex)
        {
            context.Reporter.ReportTemporary($"a hook of {path.Current} failed to {purpose}", ex);
        }
    }
}
