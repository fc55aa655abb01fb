namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>Describes failures. The exception may be of a type of the user, and its message may throw.</summary>
static class FailureText
{
    public static string Of(Exception cause)
    {
        try
        {
            return cause.Message;
        }
        catch (Exception)
        {
            return $"{cause.GetType()}, whose message cannot be read";
        }
    }
}
