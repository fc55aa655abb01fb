using System.Text;

namespace Serilog.Sinks.MtaioFile.Tool.Verify;

/// <summary>Reads the key of a chain of hashes as the sink does: in base64.</summary>
static class ChainKey
{
    const int LeastBytes = 16;

    /// <exception cref="ToolException">The file has no key.</exception>
    public static byte[] Read(string path)
    {
        var text = Encoding.UTF8.GetString(FileText.Bytes(path)).Trim();
        var key = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, key, out var length))
            throw new ToolException($"{path} has no key in base64; write the file that the setting chain names");
        return length >= LeastBytes
            ? key[..length]
            : throw new ToolException($"the key in {path} has {length} bytes; it must have at least {LeastBytes}");
    }
}
