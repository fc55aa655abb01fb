namespace Serilog.Sinks.MtaioFile.Tool.Verify;

/// <summary>Reads the key of a chain of hashes as the sink does: in base64.</summary>
static class ChainKey
{
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
