using Dagrs.Cli.Options;
using Dagrs.Console;
using Dagrs.Console.Running;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Cli.Running;

/// <summary>What the runs of one process share: the main loop, signals, executors, and the working directory. It knows no run.</summary>
/// <param name="file">The file that is run.</param>
internal sealed class RunHost(TaskFileOptions file) : IDisposable
{
    private readonly Dictionary<ExecutorKind, IExecutor> _executors = [];
    private readonly Dictionary<string, string?> _hidden = [];
    private StopSignals? _signals;
    private string? _start;

    public MainLoop Loop { get; } = new();

    /// <summary>Changes to the working directory of tasks, and removes variables that not all tasks may have.</summary>
    public void Enter(Dag dag)
    {
        foreach (var secret in dag.Tasks.SelectMany(task => task.Spec?.Secrets ?? []).Distinct())
        {
            if (_hidden.TryAdd(secret, Environment.GetEnvironmentVariable(secret)))
            {
                TaskFolder.Set(secret, null); // tasks that may have it get it as a variable of their own
            }
        }

        if (_start is null)
        {
            _start = Environment.CurrentDirectory;
            TaskFolder.Enter(file.FolderAbove, file.Folder);
            OuterTasks.TellInnerOnes();
        }
    }

    /// <summary>Returns to the user's working directory and restores all variables, so that the file can be read again.</summary>
    /// <exception cref="UsageException">That directory no longer exists.</exception>
    public void Leave()
    {
        foreach (var (secret, value) in _hidden)
        {
            TaskFolder.Set(secret, value);
        }

        _hidden.Clear();
        if (_start is { } start)
        {
            try
            {
                Environment.CurrentDirectory = start;
            }
            catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
            {
                throw new UsageException(ExitCode.BadCommandLine, $"cannot change back to '{OneLine.Of(start)}': {SystemReason.Of(wrong)}");
            }

            _start = null;
        }
    }

    /// <summary>Handles signals from now on.</summary>
    public StopSignals TakeSignals() => _signals ??= new(Loop);

    /// <summary>The executor of a kind; it is created once.</summary>
    public IExecutor ExecutorOf(ExecutorKind kind, bool hasArea)
    {
        if (!_executors.TryGetValue(kind, out var executor))
        {
            _executors.Add(kind, executor = Executors.Create(kind, Loop, hasArea));
        }

        return executor;
    }

    public void Dispose() => _signals?.Dispose();
}
