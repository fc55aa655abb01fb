using CsCheck;

namespace Serilog.Sinks.MtaioFile.Reader.Tests.Support;

/// <summary>Logs of two runs with drops and rotations at random, all of whose runs have ended.</summary>
static class RandomLogs
{
    static readonly string[] Runs = ["k3x9f2ab", "zzzzzzz7"];

    public static Gen<HandLog> Of(RecordShape shape, bool isChained) =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 1], Gen.Int[1, 6]).Array[1, 30].Select(steps => Written(new HandLog(shape, isChained), steps));

    static HandLog Written(HandLog log, (int Kind, int Run, int Count)[] steps)
    {
        log.Event(Runs[0]).Event(Runs[1]);
        foreach (var (kind, run, count) in steps)
        {
            switch (kind)
            {
                case 0 when log.Files[^1].Count > 0:
                    log.Rotate();
                    break;
                case 1:
                    log.Drop(count, Runs[run]);
                    break;
                default:
                    log.Events(count, Runs[run]);
                    break;
            }
        }
        return log.Event(Runs[0]).End(Runs[0]).Event(Runs[1]).End(Runs[1]);
    }
}
