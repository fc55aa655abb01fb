using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// The names of everything in a folder at one time, in order: the names of one log are found without a look at those of all other logs.
/// </summary>
sealed class FolderListing
{
    readonly NameRules _rules;
    readonly string[] _names;
    readonly string[] _unfinished;

    // In order once somebody asks for names. Threads that order them at once get equal arrays.
    string[]? _ordered;

    public FolderListing(IEnumerable<string> names, NameRules rules)
    {
        _rules = rules;
        _names = [.. names];
        _unfinished = Array.FindAll(_names, IsUnfinished);
        if (_unfinished.Length > 1) Array.Sort(_unfinished, rules.Comparer);
    }

    /// <summary>How many names there are.</summary>
    public int Count => _names.Length;

    /// <summary>The names with this beginning.</summary>
    public IEnumerable<string> StartingWith(string start) => Range(_ordered ??= Ordered(), start);

    /// <summary>The names with this beginning of temporary files and of files that are being moved: few, if any.</summary>
    public IEnumerable<string> UnfinishedStartingWith(string start) => Range(_unfinished, start);

    string[] Ordered()
    {
        string[] ordered = [.. _names];
        Array.Sort(ordered, _rules.Comparer);
        return ordered;
    }

    bool IsUnfinished(string name) =>
        name.EndsWith(TemporaryNames.End, _rules.Comparison) || name.EndsWith(PendingNames.End, _rules.Comparison);

    IEnumerable<string> Range(string[] names, string start)
    {
        for (var i = FirstFrom(names, start); i < names.Length && names[i].StartsWith(start, _rules.Comparison); i++)
            yield return names[i];
    }

    /// <summary>The place of the first name that is not before a text. Several names may differ by case alone.</summary>
    int FirstFrom(string[] names, string start)
    {
        var (from, to) = (0, names.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (_rules.Comparer.Compare(names[middle], start) < 0) from = middle + 1;
            else to = middle;
        }
        return from;
    }
}
