using Dagrs.Core.Model;

namespace Dagrs.Core.State.Runs;

/// <summary>
/// The folder of the run that goes on now, made when something is first to be kept in it, and given up for good when that cannot be: then one
/// warning is told and the run goes on. It does not know what is kept. Thread-safe.
/// </summary>
/// <param name="state">The state that it is part of.</param>
/// <param name="name">What it is called.</param>
/// <param name="warn">Tells people, once.</param>
internal sealed class OwnRun(StateFolder state, RunName name, Action<string> warn)
{
    private readonly Lock _gate = new();
    private bool? _isThere;

    /// <summary>The state that it is part of.</summary>
    public StateFolder State { get; } = state;

    /// <summary>What it is called.</summary>
    public RunName Name { get; } = name;

    /// <summary>Its full path.</summary>
    public string Path { get; } = System.IO.Path.Combine(state.Runs, name.Text);

    /// <summary>Makes the folder, at the first call.</summary>
    /// <returns>False: it cannot be, and nothing is kept of this run.</returns>
    public bool TryMake()
    {
        lock (_gate)
        {
            return _isThere ??= Make();
        }
    }

    /// <summary>Nothing more is kept of this run, and what was kept goes, as it would be half of what it should be.</summary>
    /// <param name="wrong">Why.</param>
    public void GiveUp(Exception wrong)
    {
        lock (_gate)
        {
            if (_isThere == false)
            {
                return;
            }

            _isThere = false;
            TryDelete();
            Warn($"'{OneLine.Of(Path)}' cannot be written: {SystemReason.Of(wrong)}");
        }
    }

    private bool Make()
    {
        if (State.TryMake() is { } problem)
        {
            Warn(problem);
            return false;
        }

        try
        {
            StateFolder.Make(Path);
            return true;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Warn($"'{OneLine.Of(Path)}' cannot be made: {SystemReason.Of(wrong)}");
            return false;
        }
    }

    private void TryDelete()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
        }
    }

    private void Warn(string problem) => warn($"this run is not remembered: {problem}; --state DIR names another folder, --state off remembers nothing");
}
