using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// The names of the files that a codec compresses to, before they get an archive's name: <c>app.log.0123456789abcdef.gz.tmp</c>; without a
/// codec, of copies. The digits are random, so that nobody can put something there before. The name of a log that is too long for that is
/// replaced by a digest of it.
/// </summary>
sealed class TemporaryNames(string activeName, ArchiveCodec? codec, NameRules rules)
{
    const int RandomDigits = 16;
    const int LongestNameBytes = 255;

    public const string End = ".tmp";

    static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    readonly string _prefix = PrefixFor(activeName, (codec?.Suffix.Length ?? 0) + End.Length, rules);
    readonly string _suffix = codec?.Suffix + End;

    /// <summary>How the names begin: those of now, and those of version 1.0.0.</summary>
    public IEnumerable<string> Starts => new[] { _prefix, activeName + '.' }.Distinct(rules.Comparer);

    public string New() => _prefix + Convert.ToHexString(RandomNumberGenerator.GetBytes(RandomDigits / 2)).ToLowerInvariant() + _suffix;

    /// <summary>Whether a file has such a name, or the name without digits that version 1.0.0 used.</summary>
    public bool IsMatch(string name)
    {
        if (codec is not null && rules.Comparer.Equals(name, activeName + _suffix)) return true;
        if (name.Length != _prefix.Length + RandomDigits + _suffix.Length) return false;
        return name.StartsWith(_prefix, rules.Comparison) && name.EndsWith(_suffix, rules.Comparison)
            && !name.AsSpan(_prefix.Length, RandomDigits).ContainsAnyExcept(HexDigits);
    }

    static string PrefixFor(string activeName, int suffixBytes, NameRules rules)
    {
        var bytes = Encoding.UTF8.GetBytes(activeName);
        var fits = bytes.Length + 1 + RandomDigits + suffixBytes <= LongestNameBytes;
        return (fits ? activeName : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(rules.KeyOf(activeName))))) + ".";
    }
}
