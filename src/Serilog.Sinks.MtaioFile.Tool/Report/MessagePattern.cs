using System.Text;

namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>
/// Stands in for the template of a message that has none at hand: what differs between messages of one kind (words with digits, quoted
/// texts) becomes one sign, so that "Order 17 took 3.5 ms" and "Order 4 took 12 ms" are the same.
/// </summary>
static class MessagePattern
{
    public const char Varying = '▪';

    const int Longest = 200;

    public static string Of(ReadOnlySpan<char> message)
    {
        var end = message.IndexOfAny('\r', '\n');
        if (end >= 0) message = message[..end];
        var pattern = new StringBuilder();
        for (var i = 0; i < message.Length && pattern.Length < Longest;)
        {
            var length = message[i] == '"' ? QuotedLength(message[i..]) : WordLength(message[i..]);
            Append(pattern, message.Slice(i, length));
            i += length;
        }
        return pattern.ToString(0, Math.Min(pattern.Length, Longest));
    }

    static void Append(StringBuilder pattern, ReadOnlySpan<char> part)
    {
        var varies = part.Length > 1 && part[0] == '"' || part.IndexOfAnyInRange('0', '9') >= 0;
        if (!varies) pattern.Append(part);
        else if (pattern.Length == 0 || pattern[^1] != Varying) pattern.Append(Varying);
    }

    static int QuotedLength(ReadOnlySpan<char> text)
    {
        var end = text[1..].IndexOf('"');
        return end < 0 ? 1 : end + 2;
    }

    /// <summary>Letters and digits, with what stands within numbers, ids, times and addresses; anything else is by itself.</summary>
    static int WordLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsLetterOrDigit(text[length])) length++;
        while (length > 0 && length + 1 < text.Length && text[length] is '.' or ':' or '-' or ',' or '_' or '%'
            && char.IsLetterOrDigit(text[length + 1]))
        {
            length++;
            while (length < text.Length && char.IsLetterOrDigit(text[length])) length++;
        }
        return Math.Max(1, length);
    }
}
