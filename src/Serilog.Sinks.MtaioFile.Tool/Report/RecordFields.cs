namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>The properties of one record as text, by their names.</summary>
sealed class RecordFields : Dictionary<string, string>
{
    public RecordFields()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>The property of the library, which has an underscore before its name where the event has a property of that name.</summary>
    public string? Mark(string name) => this.GetValueOrDefault('_' + name) ?? this.GetValueOrDefault(name);
}
