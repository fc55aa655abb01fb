namespace Serilog.Sinks.MtaioFile.TestProcess;

/// <summary>The code of the application that ends the process while the sink calls it.</summary>
enum ExitPlace
{
    None,

    /// <summary>The formatter, at the event that asks for it.</summary>
    Formatter,

    /// <summary>The failure listener, on the sink's thread, after the formatter has failed at that event.</summary>
    Listener,

    /// <summary>The hook after a rotation, on the sink's thread.</summary>
    Rotated,

    /// <summary>The hook before an archive is deleted.</summary>
    Deleting,

    /// <summary>The failure listener, after that hook has failed.</summary>
    DeletingListener,
}
