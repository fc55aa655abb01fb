using System.CommandLine.Parsing;
using System.Globalization;
using Serilog.Sinks.MtaioFile.Settings;

namespace Serilog.Sinks.MtaioFile.Tool.Reading;

/// <summary>Reads spans and times of the command line, with the units of the settings.</summary>
static class SpanText
{
    const string Help = "write a time such as 2026-11-27T08:30, or a span before now such as 2h or 30m";

    public static TimeSpan? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        try
        {
            var span = NumberText.Time(text, "m");
            if (span > TimeSpan.Zero) return span;
            argument.AddError($"{Name(argument)} = \"{text}\": must be more than zero");
        }
        catch (FormatException ex)
        {
            argument.AddError($"{Name(argument)} = \"{text}\": {ex.Message}");
        }
        return null;
    }

    /// <summary>A time in ISO form, which is local if it has no offset, or a span before now.</summary>
    public static DateTimeOffset? ParseTime(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (text.Length > 4 && text[4] == '-')
        {
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time)) return time;
        }
        else
        {
            try
            {
                return TimeProvider.System.GetUtcNow() - NumberText.Time(text, "h");
            }
            catch (Exception ex) when (ex is FormatException or ArgumentOutOfRangeException)
            {
                // The help below tells both forms.
            }
        }
        argument.AddError($"{Name(argument)} = \"{text}\": is no time; {Help}");
        return null;
    }

    static string Name(ArgumentResult argument) => argument.Parent is OptionResult option ? option.Option.Name : argument.Argument.Name;
}
