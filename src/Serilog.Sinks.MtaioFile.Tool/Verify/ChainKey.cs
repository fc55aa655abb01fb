using System.CommandLine;

namespace Serilog.Sinks.MtaioFile.Tool.Verify;

/// <summary>Reads the key of a chain of hashes as the sink does: in base64.</summary>
static class ChainKey
{
    /// <summary>The option that names the file.</summary>
    public static Option<string?> Option() => new("--key-file")
    {
        Description = "The file with the key of the chain of hashes, in base64.",
    };

    /// <exception cref="ToolException">The file has no key.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            FileText.RefuseOthers(path);
            return HashChain.Parse($"file:{path}").Key!;
        }
        catch (Exception ex) when (ex is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"--key-file {path}: {ex.Message}");
        }
    }
}
