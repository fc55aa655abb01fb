using System.Globalization;
using Serilog;
using Serilog.Events;

namespace AotSample;

/// <summary>Events with values of every kind.</summary>
static class EveryKindOfEvent
{
    static readonly DateTimeOffset Then = new(2026, 3, 4, 5, 6, 7, 89, TimeSpan.FromHours(-3.5));

    public static void WriteTo(ILogger log)
    {
        foreach (var level in Enum.GetValues<LogEventLevel>()) log.Write(level, "at {Level}", level);
        log.Information("{Int} {Long} {Byte} {Bool} {Char} {Null}", -1, long.MaxValue, (byte)255, true, 'é', null);
        log.Information("{Double} {Tiny:0.0000} {NaN} {Decimal:N2} {Percent:P1}", 0.1 + 0.2, 12.34567, double.NaN, 1234567.891m, 0.256);
        log.Information(
            "{Time:O} {Date} {Clock} {Span:c} {Id:N}",
            Then,
            DateOnly.FromDateTime(Then.Date),
            new TimeOnly(1, 2, 3),
            TimeSpan.FromMinutes(90),
            new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]));
        log.Information("{Text} {Literal:l} {Aligned,12}|{Left,-12}|", "quote \" and \\", "ünï \U0001F600 \u2028", "right", "left");
        log.Information("control \u0001\t{Lines:l}", "one\ntwo\r\nthree");
        log.Information(
            "{List} {Map} {Bytes}", new[] { 1, 2, 3 }, new Dictionary<string, int> { ["a"] = 1, ["@b"] = 2 }, new byte[] { 1, 254 });
        log.Information(
            "{@Order} {$Version} {Uri}",
            new Order(4711, "tea", [new Line("green", 2)]),
            new Version(1, 2, 3),
            new Uri("https://example.org/ä?b=c"));
        log.Information("{@Tuple} {Culture}", (1, "two", 3.0), CultureInfo.InvariantCulture);
        log.Error(new InvalidOperationException("outer", new IOException("inner", 5)), "failed with {Code}", 13);
        log.Fatal(new AggregateException("many", new TimeoutException("1"), new NotSupportedException("2")), "no holes, {{but}} braces");
        log.WithExtra([new("user_id", "123"), new("@odd", new[] { "x" })])
            .ForContext("Nested", new Dictionary<string, object?> { ["k"] = null })
            .Information("extra");
        for (var n = 0; n < 30; n++) log.Debug("filler {N:000} to rotate the file: {Padding:l}", n, new string('.', n));
    }

    sealed record Order(int Id, string Name, Line[] Lines);

    sealed record Line(string Name, int Count);
}
