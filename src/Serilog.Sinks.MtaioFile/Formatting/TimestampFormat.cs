using System.Globalization;
using System.Text;

namespace Serilog.Sinks.MtaioFile.Formatting;

/// <summary>
/// Writes timestamps as .NET does in a culture. What it makes of a second is kept: only the digits of the fraction change from event to
/// event, where the format has any.
/// </summary>
sealed class TimestampFormat
{
    const int MostDigits = 7;

    readonly string? _format;
    readonly CultureInfo _culture;
    readonly bool _isUtc;
    readonly int _fractionStart, _fractionDigits;
    readonly bool _keeps;
    Second? _last;

    public TimestampFormat(string? format, CultureInfo culture, bool isUtc)
    {
        (_format, _culture, _isUtc) = (format, culture, isUtc);
        _keeps = format is null || IsSimple(format);
        if (!_keeps || format is null) return;
        _fractionStart = format.IndexOf('f', StringComparison.Ordinal);
        if (_fractionStart < 0) return;
        _fractionDigits = format.LastIndexOf('f') - _fractionStart + 1;
        _keeps = _fractionDigits <= MostDigits && format.AsSpan(_fractionStart, _fractionDigits).TrimStart('f').IsEmpty;
    }

    public void Write(DateTimeOffset timestamp, Utf8LineWriter output)
    {
        var second = _keeps ? Current(timestamp) : null;
        if (second?.FractionAt is { } fractionAt)
        {
            var target = output.Claim(second.Text.Length);
            second.Text.CopyTo(target);
            WriteFraction(timestamp, target.Slice(fractionAt, _fractionDigits));
        }
        else if (_isUtc)
        {
            output.WriteFormatted(timestamp.UtcDateTime, _format, _culture);
        }
        else
        {
            output.WriteFormatted(timestamp, _format, _culture);
        }
    }

    /// <summary>A custom format in which every letter stands for itself or for a part of the time.</summary>
    static bool IsSimple(string format) => format.Length > 1 && format.AsSpan().IndexOfAny("\\'\"%F") < 0;

    Second Current(DateTimeOffset timestamp)
    {
        if (_last is { } last && last.Holds(timestamp)) return last;
        return _last = SecondOf(timestamp);
    }

    Second SecondOf(DateTimeOffset timestamp)
    {
        var text = Format(timestamp, _format);
        if (_fractionDigits == 0) return new Second(timestamp, text, FractionAt: 0);
        var before = _format![.._fractionStart];
        var at = before.Length switch
        {
            0 => 0,
            // A single letter would be taken for the name of a standard format.
            1 => Format(timestamp, "%" + before).Length,
            _ => Format(timestamp, before).Length,
        };
        Span<byte> expected = stackalloc byte[MostDigits];
        WriteFraction(timestamp, expected[.._fractionDigits]);
        var isThere = at + _fractionDigits <= text.Length && expected[.._fractionDigits].SequenceEqual(text.AsSpan(at, _fractionDigits));
        return new Second(timestamp, text, isThere ? at : null);
    }

    byte[] Format(DateTimeOffset timestamp, string? format) =>
        Encoding.UTF8.GetBytes(_isUtc ? timestamp.UtcDateTime.ToString(format, _culture) : timestamp.ToString(format, _culture));

    static void WriteFraction(DateTimeOffset timestamp, Span<byte> target)
    {
        var fraction = (int)(timestamp.Ticks % TimeSpan.TicksPerSecond);
        for (var unused = MostDigits - target.Length; unused > 0; unused--) fraction /= 10;
        for (var i = target.Length - 1; i >= 0; i--)
        {
            (fraction, var digit) = Math.DivRem(fraction, 10);
            target[i] = (byte)('0' + digit);
        }
    }

    /// <param name="At">A moment of the second.</param>
    /// <param name="Text">What the format makes of it.</param>
    /// <param name="FractionAt">Where the digits of the fraction stand; null when they were not found.</param>
    sealed record Second(DateTimeOffset At, byte[] Text, int? FractionAt)
    {
        readonly long _number = At.Ticks / TimeSpan.TicksPerSecond;
        readonly TimeSpan _offset = At.Offset;

        public bool Holds(DateTimeOffset timestamp) => timestamp.Ticks / TimeSpan.TicksPerSecond == _number && timestamp.Offset == _offset;
    }
}
