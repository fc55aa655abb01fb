using System.Globalization;
using CsCheck;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>.NET's cultures, cultures made by applications, and format providers that are not cultures.</summary>
static class Cultures
{
    /// <summary>Cultures of threads.</summary>
    public static readonly Gen<CultureInfo> Current = Gen.OneOf(
        CultureInfo.InvariantCulture, Named("th-TH"), Named("ar-SA"), Named("sv-SE"), Named("fa-IR"), Modified(), Hebrew());

    static readonly Gen<IFormatProvider?> OfDotNet = Gen.OneOf<IFormatProvider?>(
        Named("fr-FR"), Named("de-DE"), Named("sv-SE"), Named("ar-SA"), Named("fa-IR"), Named("th-TH"), Named("hi-IN"), Named("tr-TR"),
        Named("cs-CZ"), Named("ja-JP"), new CultureInfo("de-CH"), Modified(), Hebrew());

    static readonly Gen<IFormatProvider?> Foreign = Gen.OneOf<IFormatProvider?>(
        new Custom(), new OwnCulture(), new NumberFormatInfo { NumberDecimalSeparator = ";" }, DateTimeFormatInfo.InvariantInfo);

    public static readonly Gen<IFormatProvider?> Provider = Gen.Frequency(
        (10, Gen.OneOf((IFormatProvider?)null, CultureInfo.InvariantCulture)),
        (8, OfDotNet),
        (2, Foreign));

    public static CultureInfo Modified()
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo("en-US").Clone();
        var (numbers, dates) = (culture.NumberFormat, culture.DateTimeFormat);
        (numbers.NegativeSign, numbers.NumberDecimalSeparator, numbers.NaNSymbol) = ("−−", "·😀", "nän");
        (dates.TimeSeparator, dates.DateSeparator, dates.AMDesignator) = ("h", "年", "");
        dates.FullDateTimePattern = "'f' ff é fff";
        return culture;
    }

    /// <summary>A culture whose calendar writes numbers in letters.</summary>
    static CultureInfo Hebrew()
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo("he-IL").Clone();
        culture.DateTimeFormat.Calendar = new HebrewCalendar();
        return culture;
    }

    static CultureInfo Named(string name) => CultureInfo.GetCultureInfo(name);

    sealed class Custom : IFormatProvider, ICustomFormatter
    {
        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) => $"~{format}~{arg?.GetType().Name}\uD83D";
    }

    sealed class OwnCulture() : CultureInfo("fr-FR")
    {
        public override object? GetFormat(Type? formatType) =>
            formatType == typeof(NumberFormatInfo) ? GetCultureInfo("de-DE").NumberFormat : base.GetFormat(formatType);
    }
}
