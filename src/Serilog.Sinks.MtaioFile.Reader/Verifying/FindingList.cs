namespace Serilog.Sinks.MtaioFile.Reader.Verifying;

/// <summary>The findings so far, of which a limited number is kept; errors rather than others.</summary>
sealed class FindingList(int most)
{
    readonly List<(Finding Finding, int FileIndex)> _kept = [];
    int _keptOthers;

    public bool HasErrors { get; private set; }

    public long Further { get; private set; }

    public void Add(FindingKind kind, FindingSeverity severity, Place place, string message)
    {
        HasErrors |= severity == FindingSeverity.Error;
        if (_kept.Count >= most && (severity != FindingSeverity.Error || _keptOthers == 0))
        {
            Further++;
            return;
        }
        if (_kept.Count >= most) RemoveOther();
        if (severity != FindingSeverity.Error) _keptOthers++;
        _kept.Add((new Finding(kind, severity, place.File, place.Line, place.Offset, message), place.FileIndex));
    }

    /// <summary>The kept findings in the order of their places.</summary>
    public IReadOnlyList<Finding> InOrder() =>
        [.. _kept.OrderBy(f => f.FileIndex).ThenBy(f => f.Finding.Line).ThenBy(f => f.Finding.Offset).Select(f => f.Finding)];

    void RemoveOther()
    {
        _kept.RemoveAt(_kept.FindLastIndex(f => f.Finding.Severity != FindingSeverity.Error));
        _keptOthers--;
        Further++;
    }
}
