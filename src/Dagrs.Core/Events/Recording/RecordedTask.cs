using Dagrs.Core.Model;

namespace Dagrs.Core.Events.Recording;

/// <summary>One task of a run: its definition and its outcome. Times are relative to the start of the run. Immutable.</summary>
internal sealed record RecordedTask
{
    /// <summary>The identifier, unique in its run.</summary>
    public required string Id { get; init; }

    /// <summary>The display name.</summary>
    public required string Name { get; init; }

    /// <summary><c>shell</c>, <c>program</c>, <c>group</c> or <c>function</c>, as in a plan.</summary>
    public required string Kind { get; init; }

    /// <summary>The command as people read it: the script of a shell, the words of a program; null for others. It may have many lines.</summary>
    public string? Command { get; init; }

    /// <summary>The working directory; null: that of dagrs.</summary>
    public string? Directory { get; init; }

    /// <summary>The file it comes from; null: from code.</summary>
    public string? Path { get; init; }

    /// <summary>The line of its id in that file, from 1; 0: none.</summary>
    public int Line { get; init; }

    /// <summary>Its direct predecessors, as positions in the run's list.</summary>
    public IReadOnlyList<int> After { get; init; } = [];

    /// <summary>The tags it can be selected by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary><c>success</c>, <c>always</c> or <c>failure</c>.</summary>
    public string When { get; init; } = "success";

    /// <summary>Its condition, if it was unknown before the run; null: none.</summary>
    public string? If { get; init; }

    /// <summary>True for one that gets the terminal, if there is one.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>True for a service, which keeps running while others need it and takes no slot.</summary>
    public bool IsService { get; init; }

    /// <summary>The shared resources it takes, by name.</summary>
    public IReadOnlyDictionary<string, long> Resources { get; init; } = new Dictionary<string, long>();

    /// <summary>Its state; <see cref="TaskState.Running"/> or <see cref="TaskState.Pending"/> only in a run that has not finished.</summary>
    public TaskState State { get; init; }

    /// <summary>The same in a few words: <c>exited with code 3</c>, <c>not run: 'build' failed</c>.</summary>
    public string Words { get; init; } = "";

    /// <summary>The exit code of its command; null: it did not exit by itself, or there is no command.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The signal that ended it, such as <c>SIGSEGV</c>; null: none.</summary>
    public string? Signal { get; init; }

    /// <summary>The task whose failure kept it from running, as a position in the run's list; null: none.</summary>
    public int? Because { get; init; }

    /// <summary>The slot it ran in, from 0: no two tasks in one slot at the same time; null for one that did not run.</summary>
    public int? Slot { get; init; }

    /// <summary>The lane of a service, from 0: no two services in one lane at the same time; null for one that did not run, and for other tasks.</summary>
    public int? ServiceLane { get; init; }

    /// <summary>When it was ready, if it is a service and was.</summary>
    public TimeSpan? ReadyAt { get; init; }

    /// <summary>When the last of its predecessors had finished, so that it could have started.</summary>
    public TimeSpan Ready { get; init; }

    /// <summary>What it waited for from <see cref="Ready"/> to <see cref="Start"/>: <c>slot</c>, <c>wave</c>, or the name of a resource; null: nothing.</summary>
    public string? WaitedFor { get; init; }

    /// <summary>When it started; zero for one that was not run.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>How long it took, with all attempts and the waits between them; zero for one that was not run.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Its attempts, including the last one; empty for one that was not run.</summary>
    public IReadOnlyList<RecordedAttempt> Attempts { get; init; } = [];

    /// <summary>Its results by name.</summary>
    public IReadOnlyDictionary<string, string> Results { get; init; } = new Dictionary<string, string>();

    /// <summary>Warnings about it, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The tail of the output of its last attempt; null: there was none, or it was not kept.</summary>
    public RecordedOutput? Output { get; init; }

    /// <summary>True when it had the terminal, so that its output is not captured.</summary>
    public bool HadTerminal { get; init; }

    /// <summary>When it ended.</summary>
    public TimeSpan End => Start + Duration;

    /// <summary>When its dependents could continue: its end, or when it was ready.</summary>
    public TimeSpan OverForOthers => ReadyAt is { } ready && ready < End ? ready : End;

    /// <summary>How long its dependents had to wait for it.</summary>
    public TimeSpan DurationForOthers => OverForOthers - Start;
}
