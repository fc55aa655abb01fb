using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Gives the thread another culture for a while.</summary>
sealed class CurrentCulture : IDisposable
{
    readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public CurrentCulture(CultureInfo culture) => CultureInfo.CurrentCulture = culture;

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
