using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Rotation;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>What the public methods choose: where to, in which format, rotated how. Everything in it has been checked.</summary>
sealed record SinkPlan(string Path, ITextFormatter Formatter, RotationPolicy Rotation, bool Rotates, MtaioFileOptions Options)
{
    public static SinkPlan Plain(string path, ITextFormatter formatter, MtaioFileOptions? options) =>
        Checked(new SinkPlan(path, formatter, RotationPolicy.Never, Rotates: false, options ?? new MtaioFileOptions()));

    public static SinkPlan Rotating(string path, ITextFormatter formatter, long? maxBytes, int? backupCount, MtaioFileOptions? options)
    {
        OptionsValidator.CheckRotation(maxBytes, backupCount);
        return Checked(new SinkPlan(path, formatter, new RotationPolicy(maxBytes, backupCount), Rotates: true, options ?? new MtaioFileOptions()));
    }

    public static SinkPlan Json(string path, ITextFormatter? formatter, long? maxBytes, int? backupCount, MtaioFileOptions? options)
    {
        if (options is not null) OptionsValidator.CheckJson(options);
        OptionsValidator.CheckBackupsHaveATrigger(maxBytes, backupCount);
        return Rotating(path, formatter ?? new CompactJsonFormatter(), maxBytes, backupCount, options);
    }

    public void RequireRotation()
    {
        if (!Rotates) throw new InvalidOperationException("the sink does not rotate its file; use MtaioRotatingFile or MtaioJsonFile");
    }

    static SinkPlan Checked(SinkPlan plan)
    {
        OptionsValidator.CheckTarget(plan.Path, plan.Formatter);
        OptionsValidator.Check(plan.Options);
        return plan with { Path = AbsolutePath(plan.Path) };
    }

    /// <summary>The path from the root, so that a later change of the current directory does not move the log.</summary>
    static string AbsolutePath(string path)
    {
        try
        {
            return System.IO.Path.GetFullPath(path);
        }
        catch (ArgumentException)
        {
            // Characters that no file can have are for the opening of the file to refuse, like all else that only the system knows.
            return path;
        }
    }
}
