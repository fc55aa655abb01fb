namespace Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

/// <summary>A contender that logs events of another form than the sample event.</summary>
sealed class ShapedContender(Contender contender, Shape shape, bool positional) : Contender
{
    readonly string _template = shape.Template(positional);

    public override void Write(int number)
    {
        if (shape.IsUnique) contender.Log(shape.UniqueTemplate(number), []);
        else contender.Log(_template, shape.Values(number));
    }

    public override void Log(string template, object[] values) => contender.Log(template, values);

    public override void Dispose() => contender.Dispose();
}
