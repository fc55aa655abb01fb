using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>Lines that a shipper might cut or change.</summary>
static class OddLines
{
    /// <summary>
    /// Lines of lengths around 8 KiB and 64 KiB, which are common limits, and lines with characters that formats treat in their own way.
    /// </summary>
    public static void Write(ShippingHost host)
    {
        long last = 0;
        // Compact JSON has the padding twice.
        foreach (var size in new[] { 4_000, 4_096, 20_000, 32_650, 32_690, 32_700, 32_720, 32_768, 65_536 })
        {
            last = host.Writer.AskNumber($"write 1 size={size}", "wrote");
        }
        foreach (var prefix in new[] { "ünïcödé-日本-😀", "\"quotes\"'%msg%100%", "\\$!x#011\\n", "<13>1" })
        {
            last = host.Writer.AskNumber($"write 1 prefix={prefix}", "wrote");
        }
        host.AwaitArrival(last);
    }
}
