namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>The JSON key that holds the type tag of a structure, as in Serilog's compact formatters.</summary>
static class TypeTag
{
    public const string Key = "$type";
}
