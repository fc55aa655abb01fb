namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>Places counts on a drawing, from the ground upwards, with two to five round numbers beside it.</summary>
sealed class CountAxis(long largest, double ground, double top)
{
    readonly long _step = StepFor(largest);

    public IEnumerable<long> Ticks
    {
        get
        {
            for (var tick = 0L; tick <= Largest; tick += _step) yield return tick;
        }
    }

    /// <summary>The largest count, rounded up to a tick.</summary>
    public long Largest => Math.Max(1, (largest + _step - 1) / _step) * _step;

    public double At(long count) => ground - ((double)count / Largest * (ground - top));

    /// <summary>1, 2 or 5 and zeros, so that at most four steps are needed.</summary>
    static long StepFor(long largest)
    {
        for (var power = 1L; ; power *= 10)
        {
            foreach (var digit in new[] { 1, 2, 5 })
            {
                if (digit * power * 4 >= largest || power > long.MaxValue / 100) return digit * power;
            }
        }
    }
}
