namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>The test shows what a row of docs/migration.md says, with both libraries.</summary>
/// <param name="section">The heading above the table.</param>
/// <param name="row">The first cell of the row.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
sealed class ShowsAttribute(string section, string row) : Attribute
{
    public string Section { get; } = section;

    public string Row { get; } = row;
}
