namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Exceptions of every kind. All events share these objects.</summary>
static class OddExceptions
{
    public static readonly Exception[] All =
    [
        new InvalidOperationException("never thrown\n\"quoted\""),
        Thrown(new FormatException("thrown", Thrown(new IOException("inner")))),
        new AggregateException("several", new FormatException("one"), Thrown(new FormatException("two \uD83D\uDE00"))),
        new Textual(() => "\uDE00 text \uD83D"),
        new Textual(() => ""),
        new Textual(() => null),
        new Textual(() => throw new FormatException("no text")),
        new Textual(() => throw new InvalidOperationException("not now")),
    ];

    static Exception Thrown(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (Exception caught)
        {
            return caught;
        }
    }

    sealed class Textual(Func<string?> text) : Exception("message")
    {
        public override string ToString() => text()!;
    }
}
