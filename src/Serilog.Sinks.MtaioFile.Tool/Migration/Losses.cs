using System.Xml;
using System.Xml.Linq;

namespace Serilog.Sinks.MtaioFile.Tool.Migration;

/// <summary>Collects what a migration cannot carry over.</summary>
/// <param name="file">The path of the file that is migrated.</param>
sealed class Losses(string file)
{
    readonly List<string> _texts = [];

    public IReadOnlyList<string> Texts => _texts;

    /// <param name="place">The element or attribute; null = the file.</param>
    /// <param name="text">What is lost, and what helps.</param>
    public void Add(XObject? place, string text)
    {
        if (place is IXmlLineInfo info && info.HasLineInfo())
            Add(FormattableString.Invariant($"{file}:{info.LineNumber}:{info.LinePosition}: {text}"));
        else
            Add($"{file}: {text}");
    }

    public void Add(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        if (!_texts.Contains(line, StringComparer.Ordinal)) _texts.Add(line);
    }
}
