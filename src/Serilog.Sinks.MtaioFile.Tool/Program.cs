using Serilog.Sinks.MtaioFile.Tool;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};
return await MtaioLogTool.RunAsync(args, StandardOutput.Open(), Console.Error, stop.Token).ConfigureAwait(false);
