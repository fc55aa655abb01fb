using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>A scalar of this library, which its type tells from scalars of the user. It renders as any scalar.</summary>
abstract class OwnScalar(object? value) : ScalarValue(value);
