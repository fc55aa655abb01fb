using System.Diagnostics.CodeAnalysis;
using System.Text;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Rotation;

namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>Reads the text of one setting. A <see cref="FormatException"/> says what is wrong and what would be right.</summary>
[RequiresUnreferencedCode("Finds types by their names.")]
static class ValueText
{
    /// <summary>The word for null, which sources other than JSON cannot express.</summary>
    const string None = "none";

    public static object? Parse(Setting setting, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) throw new FormatException(Empty(setting));
        if (setting.AllowsNone && string.Equals(text, None, StringComparison.OrdinalIgnoreCase)) return null;
        var type = setting.ValueType;
        if (setting.IsNamed("path") && MissingVariable(text) is { } variable)
            throw new FormatException($"has the environment variable {variable}, which is not set; set it, or leave it out");
        if (type == typeof(LoggingLevelSwitch) && text[0] != '$')
            throw new FormatException("names no level switch; write its name with a $, such as \"$file\", or leave it out");
        if (setting.IsNamed("outputTemplate") && LayoutOf(text) is { } library)
            throw new FormatException($"is a layout of {library}; write, for instance, {{Timestamp:O}} {{Message:lj}}{{NewLine}}");
        if (type == typeof(string) || type == typeof(LoggingLevelSwitch)) return text;
        if (type == typeof(bool)) return bool.TryParse(text, out var yes) ? yes : throw new FormatException("write true or false");
        if (type == typeof(long)) return Number(setting, text);
        if (type == typeof(int)) return (int)Number(setting, text);
        if (type == typeof(TimeSpan)) return NumberText.Time(text, setting.IsNamed(nameof(RotationOptions.RetainedAge)) ? "d" : "s");
        if (type == typeof(UnixFileMode)) return FileModeText.Parse(text);
        if (type == typeof(RotationInterval)) return Interval(text);
        if (type.IsEnum) return EnumValue(type, text);
        if (type == typeof(ArchiveCompression)) return Compression(text);
        if (type == typeof(HashChain) && !ObjectText.IsMember(text)) return HashChain.Parse(text);
        if (type == typeof(Encoding) && !ObjectText.IsMember(text)) return EncodingText.Parse(text);
        if (SettingsTable.DefaultsOf(type) is not null && !ObjectText.IsMember(text))
            throw new FormatException($"is one value; write an object, \"{setting.Key}\": {{ … }}");
        return ObjectText.Parse(type, text);
    }

    public static string Empty(Setting setting) => setting switch
    {
        { IsRequired: true } => "is empty; write a value",
        { AllowsNone: true } => $"is empty; remove it for the default, or write \"{None}\" for null",
        _ => "is empty; remove it for the default, or write a value",
    };

    static long Number(Setting setting, string text)
    {
        var number = setting.Name.EndsWith("Bytes", StringComparison.Ordinal) ? NumberText.Size(text) : NumberText.Count(text);
        if (setting.ValueType == typeof(long) || number is >= int.MinValue and <= int.MaxValue) return number;
        throw new FormatException($"is beyond {int.MaxValue}");
    }

    static RotationInterval Interval(string text)
    {
        var mistake = IntervalText.MistakeIn(text, out var interval);
        if (mistake is null) return interval;
        if (mistake is not IntervalText.Unknown) throw new FormatException(mistake);
        var hint = NearMiss.Hint(text.Split(' ')[0], IntervalText.Names);
        throw new FormatException($"is not an interval; {hint}{IntervalText.Allowed}");
    }

    /// <summary>A name, or a member or type of the user.</summary>
    static object Compression(string text)
    {
        if (ArchiveCompression.Named.TryGetValue(text, out var named)) return named;
        if (text.Contains('.', StringComparison.Ordinal)) return ObjectText.Parse(typeof(ArchiveCompression), text);
        var names = ArchiveCompression.Named.Keys.ToArray();
        var allowed = $"{string.Join(", ", names)}, and a type of yours, \"Namespace.Type, Assembly\"";
        throw new FormatException($"is not allowed; {NearMiss.Hint(text, names)}allowed are {allowed}");
    }

    static object EnumValue(Type type, string text)
    {
        var names = Enum.GetNames(type);
        if (names.Contains(text, StringComparer.OrdinalIgnoreCase)) return Enum.Parse(type, text, ignoreCase: true);
        throw new FormatException($"is not allowed; {NearMiss.Hint(text, names)}allowed are {string.Join(", ", names)}");
    }

    /// <summary>The library whose layout a text is; null = none is known.</summary>
    static string? LayoutOf(string text)
    {
        if (text.Contains("${", StringComparison.Ordinal)) return "NLog";
        var isLog4Net = text.Contains("%message", StringComparison.Ordinal) || text.Contains("%newline", StringComparison.Ordinal);
        return isLog4Net ? "log4net" : null;
    }

    /// <summary>A variable, with its signs, that Serilog.Settings.Configuration has left in the text; null = none.</summary>
    static string? MissingVariable(string text)
    {
        var parts = text.Split('%');
        var inner = parts.Length < 3 ? [] : parts[1..^1];
        var name = inner.FirstOrDefault(p => p.Length > 0 && p.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'));
        return name is null ? null : $"%{name}%";
    }
}
