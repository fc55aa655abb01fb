using System.Text;

namespace Serilog.Sinks.MtaioFile.Tool.Migration;

/// <summary>Writes an output template piece by piece.</summary>
sealed class TemplateWriter
{
    readonly StringBuilder _text = new();

    public bool HasException { get; private set; }

    /// <summary>Whether the exception begins behind the line.</summary>
    public bool ExceptionAtEnd { get; set; }

    /// <summary>Braces that stay text in a template or a path.</summary>
    public static string Escaped(string text) =>
        text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    /// <summary>Whether an output template can have a hole of this name.</summary>
    public static bool IsName(string name) => name.All(c => char.IsLetterOrDigit(c) || c == '_');

    public void Text(string text) => _text.Append(Escaped(text));

    /// <param name="name">The name of the property.</param>
    /// <param name="format">The format; null = none.</param>
    /// <param name="width">The least width, negative = left-aligned; 0 = none.</param>
    public void Hole(string name, string? format = null, int width = 0)
    {
        if (name is "Exception") HasException = true;
        _text.Append('{').Append(name);
        if (width != 0) _text.Append(',').Append(width);
        if (format is not null) _text.Append(':').Append(format);
        _text.Append('}');
    }

    public string ToTemplate()
    {
        if (ExceptionAtEnd && !HasException) Hole("Exception");
        return _text.ToString();
    }
}
