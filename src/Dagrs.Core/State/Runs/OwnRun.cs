using Dagrs.Core.Model;

namespace Dagrs.Core.State.Runs;

/// <summary>
/// The folder of the current run, created when something is first stored in it. If that fails it is given up for good: one
/// warning is reported and the run goes on. It does not know what is stored. Thread-safe.
/// </summary>
/// <param name="state">The state that it belongs to.</param>
/// <param name="name">Its name.</param>
/// <param name="warn">Reports the warning, once.</param>
internal sealed class OwnRun(StateFolder state, RunName name, Action<string> warn)
{
    private readonly Lock _gate = new();
    private bool? _isThere;

    /// <summary>The state that it belongs to.</summary>
    public StateFolder State { get; } = state;

    /// <summary>Its name.</summary>
    public RunName Name { get; } = name;

    /// <summary>Its full path.</summary>
    public string Path { get; } = System.IO.Path.Combine(state.Runs, name.Text);

    /// <summary>Creates the folder, at the first call.</summary>
    /// <returns>False: it cannot be created, and nothing of this run is stored.</returns>
    public bool TryMake()
    {
        lock (_gate)
        {
            return _isThere ??= Make();
        }
    }

    /// <summary>Stores nothing more of this run, and deletes what was stored, since it would be incomplete.</summary>
    /// <param name="wrong">The cause.</param>
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
            Warn($"'{OneLine.Of(Path)}' cannot be created: {SystemReason.Of(wrong)}");
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

    private void Warn(string problem) => warn($"this run is not recorded: {problem}; use another folder with --state DIR, or turn recording off with --state off");
}
