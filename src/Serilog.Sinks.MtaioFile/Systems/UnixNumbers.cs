namespace Serilog.Sinks.MtaioFile.Systems;

/// <summary>The numbers that the Unix systems do not share: flags of <c>open</c> and errors.</summary>
/// <param name="NoLink">O_NOFOLLOW.</param>
/// <param name="NonBlocking">O_NONBLOCK.</param>
/// <param name="NoTerminal">O_NOCTTY.</param>
/// <param name="CloseOnExec">O_CLOEXEC.</param>
/// <param name="Append">O_APPEND.</param>
/// <param name="TryAgain">EAGAIN.</param>
/// <param name="NameTooLong">ENAMETOOLONG.</param>
/// <param name="NotSupported">EOPNOTSUPP and ENOTSUP.</param>
readonly record struct UnixNumbers(
    int NoLink,
    int NonBlocking,
    int NoTerminal,
    int CloseOnExec,
    int Append,
    int TryAgain,
    int NameTooLong,
    int[] NotSupported);
