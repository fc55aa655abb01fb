namespace Serilog.Sinks.MtaioFile.Runs;

/// <summary>How the mark of a record, its run and number, is written.</summary>
static class RecordMark
{
    /// <summary>The JSON property with the id of the run.</summary>
    public const string RunKey = "@run";

    /// <summary>The JSON property with the number.</summary>
    public const string NumberKey = "@q";

    /// <summary>The JSON property with the hash of a chain.</summary>
    public const string HashKey = "@hash";

    /// <summary>The token of an output template that writes the mark.</summary>
    public const string Token = "Sequence";

    /// <summary>Between run and number in text.</summary>
    public const char Separator = '#';

    /// <summary>The number of the records that the sink itself writes.</summary>
    public const long OwnNumber = 0;

    /// <summary>
    /// How a record names another one. It is no mark: in a line whose mark comes last, it would be taken for that.
    /// </summary>
    public static string Reference(string run, long number) => FormattableString.Invariant($"{run}:{number}");

    /// <summary>The mark as text.</summary>
    public static string Text(string run, long number) => FormattableString.Invariant($"{run}{Separator}{number}");
}
