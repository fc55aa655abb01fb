using System.Text;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Runs;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Gives each record the place of its hash, which is computed when the record before it is known. For UTF-8 only.</summary>
/// <param name="inner">Renders the records without their hashes.</param>
/// <param name="isJson">Whether the records are known to be JSON.</param>
sealed class ChainedRenderer(ILineRenderer inner, bool isJson) : HeadedRenderer(inner, Encoding.UTF8, isJson)
{
    protected override void WriteHead(bool isJson, Utf8LineWriter output)
    {
        if (isJson) output.WriteUtf8(RecordHash.JsonStart);
        output.WriteUtf8(RecordHash.Placeholder);
        output.WriteUtf8(isJson ? "\""u8 : " "u8);
    }
}
