namespace Serilog.Sinks.MtaioFile.TestRunner;

/// <summary>
/// Chooses tests by parts of their full names, split at dots: a namespace, a class, a method, or several of them in a row. Without names,
/// all tests are chosen.
/// </summary>
sealed class TestFilter(IReadOnlyCollection<string> names)
{
    public bool Takes(string fullName) =>
        names.Count == 0 || names.Any(name => $".{fullName}.".Contains($".{name}.", StringComparison.OrdinalIgnoreCase));
}
