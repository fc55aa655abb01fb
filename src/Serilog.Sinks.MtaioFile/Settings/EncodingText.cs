using System.Text;

namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>Finds an encoding by its name, those of code pages included.</summary>
static class EncodingText
{
    public static Encoding Parse(string name)
    {
        // The encoding of that name in .NET writes a byte order mark; the default of the sinks does not.
        if (string.Equals(name, "utf-8", StringComparison.OrdinalIgnoreCase))
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception ex) when (ex is ArgumentException or NotSupportedException)
        {
            var known = Encoding.GetEncodings().Concat(CodePagesEncodingProvider.Instance.GetEncodings()).Select(e => e.Name);
            throw new FormatException(
                $"is not an encoding; {NearMiss.Hint(name, known)}write a name, such as \"utf-16\" or \"iso-8859-2\", "
                + "or a static member, such as \"System.Text.Encoding::Unicode\"",
                ex);
        }
    }
}
