using Dagrs.Core.Execution;
using Dagrs.Core.Model;

namespace Dagrs.Cli;

/// <summary>Writes what a service says while no run goes on: each whole line behind its id. Thread-safe.</summary>
/// <param name="id">The service.</param>
internal sealed class LineOutput(string id) : IOutputSink
{
    private readonly List<byte> _rest = [];

    /// <inheritdoc/>
    public void Write(OutputChannel stream, ReadOnlySpan<byte> bytes)
    {
        lock (_rest)
        {
            for (int end; (end = bytes.IndexOf((byte)'\n')) >= 0; bytes = bytes[(end + 1)..])
            {
                _rest.AddRange(bytes[..end]);
                Console.Out.WriteLine($"[{OneLine.Of(id)}] {OneLine.Of(System.Text.Encoding.UTF8.GetString([.. _rest]).TrimEnd('\r'))}");
                _rest.Clear();
            }

            _rest.AddRange(bytes);
        }
    }

    /// <inheritdoc/>
    public void Warn(string message) => StandardError.Warn($"service '{OneLine.Of(id)}' {message}");
}
