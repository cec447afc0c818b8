using Dagrs.Console.Terminals;
using Dagrs.Core.Events;
using Dagrs.Core.Model;

namespace Dagrs.Console.Reporters;

/// <summary>Output of a run that was lost, and its effect on the exit code.</summary>
internal sealed class LostOutput : IReporter
{
    private readonly Lock _gate = new(); // a killed run does not wait for the thread of the reporters
    private readonly List<string> _lost = [];
    private string? _fault;

    /// <summary>The type of the reporter that writes the log; null: there is no log.</summary>
    public string? Log { get; init; }

    public void Report(RunEvent happened)
    {
        if (happened is RunEvent.ReporterFailed(var reporter, var error))
        {
            Add($"{(reporter == Log ? "the log" : "the shown output")} is incomplete", SystemReason.Of(error));
        }
    }

    /// <summary>Adds a loss, unless there is no problem.</summary>
    public void Add(string what, string? problem)
    {
        if (problem is not null)
        {
            lock (_gate)
            {
                _lost.Add($"{what}: {OneLine.Of(problem)}");
            }
        }
    }

    /// <summary>Adds a fault in dagrs itself; null: none.</summary>
    public void AddFault(string? words) => _fault = words;

    /// <summary>The exit code, as far as losses are known by now.</summary>
    /// <param name="exitCode">The exit code without losses.</param>
    /// <param name="problems">Further losses; null: none.</param>
    public int CodeOf(int exitCode, params ReadOnlySpan<string?> problems)
    {
        var isWhole = !problems.ContainsAnyExcept((string?)null);
        lock (_gate)
        {
            return (_lost.Count > 0 || !isWhole) && exitCode == ExitCode.Success ? ExitCode.OwnFailure : exitCode;
        }
    }

    /// <summary>Reports everything that was lost.</summary>
    /// <param name="exitCode">The exit code without losses. That of a failed run takes precedence.</param>
    /// <returns>The exit code.</returns>
    public int Tell(int exitCode)
    {
        lock (_gate)
        {
            _lost.ForEach(lost => StandardError.Complain(lost));
            if (_fault is not null)
            {
                StandardError.Complain(_fault);
                return ExitCode.OwnFailure;
            }

            return _lost.Count > 0 && exitCode == ExitCode.Success ? ExitCode.OwnFailure : exitCode;
        }
    }
}
