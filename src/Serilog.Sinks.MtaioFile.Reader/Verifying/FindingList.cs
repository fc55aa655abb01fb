namespace Serilog.Sinks.MtaioFile.Reader.Verifying;

/// <summary>The findings so far, of which a limited number is kept: many of one kind make room for the first ones of another.</summary>
sealed class FindingList(int most)
{
    /// <summary>So many of each kind are kept in any case, if there is room for them.</summary>
    const int SureOfEachKind = 10;

    readonly List<(Finding Finding, int FileIndex)> _kept = [];
    readonly int[] _ofKind = new int[Enum.GetValues<FindingKind>().Length];

    readonly bool[] _hasErrors = new bool[Enum.GetValues<FindingKind>().Length];

    public bool HasErrors => _hasErrors.Contains(true);

    public long Further { get; private set; }

    public void Add(FindingKind kind, FindingSeverity severity, Place place, string message)
    {
        _hasErrors[(int)kind] |= severity == FindingSeverity.Error;
        if (_kept.Count >= most)
        {
            Further++;
            if (_ofKind[(int)kind] >= SureOfEachKind || !TryMakeRoom()) return;
        }
        _ofKind[(int)kind]++;
        _kept.Add((new Finding(kind, severity, place.File, place.Line, place.Offset, message), place.FileIndex));
    }

    /// <summary>The kept findings in the order of their places.</summary>
    public IReadOnlyList<Finding> InOrder() =>
        [.. _kept.OrderBy(f => f.FileIndex).ThenBy(f => f.Finding.Line).ThenBy(f => f.Finding.Offset).Select(f => f.Finding)];

    /// <summary>Takes errors of some kinds for warnings, for a reason that is known only afterwards.</summary>
    public void Excuse(string reason, params FindingKind[] kinds)
    {
        foreach (var kind in kinds) _hasErrors[(int)kind] = false;
        for (var i = 0; i < _kept.Count; i++)
        {
            var (finding, index) = _kept[i];
            if (finding.Severity != FindingSeverity.Error || !kinds.Contains(finding.Kind)) continue;
            _kept[i] = (finding with { Severity = FindingSeverity.Warning, Message = $"{finding.Message} ({reason})" }, index);
        }
    }

    bool TryMakeRoom()
    {
        var frequent = (FindingKind)Array.IndexOf(_ofKind, _ofKind.Max());
        if (_ofKind[(int)frequent] <= SureOfEachKind) return false;
        _kept.RemoveAt(_kept.FindLastIndex(f => f.Finding.Kind == frequent));
        _ofKind[(int)frequent]--;
        return true;
    }
}
