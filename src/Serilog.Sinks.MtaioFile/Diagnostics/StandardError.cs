using Serilog.Debugging;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>The last place to tell of a failure: the standard error of the process, when SelfLog has no output.</summary>
static class StandardError
{
    static readonly Probe Asking = new();

    /// <summary>Writes a line if SelfLog has no output.</summary>
    public static void WriteIfNobodyListens(string message)
    {
        if (HasSelfLogOutput()) return;
        try
        {
            Console.Error.WriteLine(message);
        }
        catch (Exception)
        {
            // There is nowhere else to report: the program has replaced or closed its standard error.
        }
    }

    /// <summary>SelfLog does not say whether it has an output, but formats arguments only then. The probe ends the call there.</summary>
    static bool HasSelfLogOutput()
    {
        try
        {
            SelfLog.WriteLine("{0}", Asking);
            return false;
        }
        catch (ProbedException)
        {
            return true;
        }
    }

    sealed class Probe
    {
        public override string ToString() => throw new ProbedException();
    }

    sealed class ProbedException : Exception;
}
