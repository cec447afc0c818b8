using Dagrs.Console.Terminals;
using Dagrs.Core.Execution;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;
using Dagrs.Core.Reporting.Ci;

namespace Dagrs.Cli;

/// <summary>Prints the output of a service between runs, as a run would: each whole line after its id, sanitised, with secrets masked. Thread-safe.</summary>
/// <param name="id">The service.</param>
internal sealed class LineOutput(string id) : IOutputSink
{
    private readonly Terminal _terminal = new();
    private readonly LineWriter?[] _lines = new LineWriter?[1 + (int)OutputChannel.Error];

    /// <inheritdoc/>
    public void Write(OutputChannel stream, ReadOnlySpan<byte> bytes)
    {
        lock (_lines)
        {
            (_lines[(int)stream] ??= new(new LineStyle(_terminal, KeepColours: false, CiSystem.None), $"[{OneLine.Of(id)}] ")).Write(bytes);
            _terminal.Flush();
        }
    }

    /// <inheritdoc/>
    public void Warn(string message) => StandardError.Warn($"service '{OneLine.Of(id)}' {message}");
}
