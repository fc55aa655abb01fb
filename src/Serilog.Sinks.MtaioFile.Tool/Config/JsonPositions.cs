using System.Text;

namespace Serilog.Sinks.MtaioFile.Tool.Config;

/// <summary>Finds the line and the column of a byte of a file in UTF-8.</summary>
sealed class JsonPositions(string file, byte[] utf8)
{
    readonly List<int> _starts = Starts(utf8);

    public JsonPosition Of(long offset)
    {
        var at = (int)Math.Clamp(offset, 0, utf8.Length);
        var found = _starts.BinarySearch(at);
        var line = found < 0 ? ~found - 1 : found;
        var column = Encoding.UTF8.GetCharCount(utf8, _starts[line], at - _starts[line]);
        return new JsonPosition(file, line + 1, column + 1);
    }

    /// <summary>The position of a byte of a line, both from 0.</summary>
    public JsonPosition Of(long line, long byteInLine) => Of(_starts[(int)Math.Clamp(line, 0, _starts.Count - 1)] + byteInLine);

    static List<int> Starts(byte[] utf8)
    {
        List<int> starts = [0];
        for (var i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] == '\n') starts.Add(i + 1);
        }
        return starts;
    }
}
