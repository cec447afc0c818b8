using Dagrs.Console.Terminals;
using Dagrs.Core.Events;
using Dagrs.Core.Model;

namespace Dagrs.Console.Reporters;

/// <summary>What a run had to say that did not arrive, and what that makes of the exit code.</summary>
internal sealed class LostOutput : IReporter
{
    private readonly Lock _gate = new(); // a run that is killed does not wait for the thread of the reporters
    private readonly List<string> _lost = [];
    private string? _fault;

    /// <summary>The type of the reporter that writes the log; null: there is no log.</summary>
    public string? Log { get; init; }

    public void Report(RunEvent happened)
    {
        if (happened is RunEvent.ReporterFailed(var reporter, var error))
        {
            Add($"{(reporter == Log ? "the log" : "what was shown")} is not whole", SystemReason.Of(error));
        }
    }

    /// <summary>Notes what is not whole, unless there is no problem.</summary>
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

    /// <summary>Notes that dagrs itself failed, unless there is nothing to be said.</summary>
    public void AddFault(string? words) => _fault = words;

    /// <summary>What to exit with, as far as is known by now.</summary>
    /// <param name="exitCode">What would be exited with otherwise.</param>
    /// <param name="problems">What else is not whole; null: nothing.</param>
    public int CodeOf(int exitCode, params ReadOnlySpan<string?> problems)
    {
        var isWhole = !problems.ContainsAnyExcept((string?)null);
        lock (_gate)
        {
            return (_lost.Count > 0 || !isWhole) && exitCode == ExitCode.Success ? ExitCode.OwnFailure : exitCode;
        }
    }

    /// <summary>Complains of all that was lost.</summary>
    /// <param name="exitCode">What would be exited with otherwise. A run that failed says more by its own code.</param>
    /// <returns>What to exit with.</returns>
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
