using System.Globalization;
using System.Text;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Runs;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Gives each record its mark.</summary>
/// <param name="inner">Renders the records without their marks.</param>
/// <param name="run">The id of the run.</param>
/// <param name="encoding">The encoding of the file.</param>
/// <param name="isJson">Whether the records are known to be JSON.</param>
sealed class NumberingRenderer(ILineRenderer inner, string run, Encoding encoding, bool isJson)
    : HeadedRenderer(inner, encoding, isJson)
{
    readonly bool _isUtf8 = Utf8Text.IsUtf8(encoding);
    readonly byte[] _utf8JsonHead = Encoding.UTF8.GetBytes(JsonHeadOf(run));

    protected override void WriteHead(bool isJson, Utf8LineWriter output)
    {
        if (isJson && _isUtf8)
        {
            output.WriteUtf8(_utf8JsonHead);
            output.WriteInteger(output.Number, CultureInfo.InvariantCulture);
        }
        else if (isJson) output.Write(JsonHeadOf(run) + output.Number.ToString(CultureInfo.InvariantCulture));
        else output.Write(RecordMark.Text(run, output.Number) + ' ');
    }

    static string JsonHeadOf(string run) => $"{{\"{RecordMark.RunKey}\":\"{run}\",\"{RecordMark.NumberKey}\":";
}
