using Serilog.Sinks.MtaioFile.Checks;

namespace Serilog.Sinks.MtaioFile.Runs;

/// <summary>Lets configuration binders read a chain.</summary>
sealed class HashChainConverter : TextConverter
{
    protected override object Parse(string text) => HashChain.Parse(text);
}
