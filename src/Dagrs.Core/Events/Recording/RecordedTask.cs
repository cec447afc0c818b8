using Dagrs.Core.Model;

namespace Dagrs.Core.Events.Recording;

/// <summary>One task of a run: what it is, and what has become of it. Times are counted from the start of the run. Immutable.</summary>
internal sealed record RecordedTask
{
    /// <summary>The identifier, unique in its run.</summary>
    public required string Id { get; init; }

    /// <summary>What people read.</summary>
    public required string Name { get; init; }

    /// <summary><c>shell</c>, <c>program</c>, <c>group</c> or <c>function</c>, as in a plan.</summary>
    public required string Kind { get; init; }

    /// <summary>The command as people read it: the text of a shell, the words of a program; null for others. It may have many lines.</summary>
    public string? Command { get; init; }

    /// <summary>The folder it runs in; null: where dagrs runs.</summary>
    public string? Directory { get; init; }

    /// <summary>The file it comes from; null: from code.</summary>
    public string? Path { get; init; }

    /// <summary>The line of its id in that file, from 1; 0: none.</summary>
    public int Line { get; init; }

    /// <summary>The tasks that it comes after, as places in the run's list.</summary>
    public IReadOnlyList<int> After { get; init; } = [];

    /// <summary>The tags it can be selected by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary><c>success</c>, <c>always</c> or <c>failure</c>.</summary>
    public string When { get; init; } = "success";

    /// <summary>Its condition, where it was not known before the run; null: none.</summary>
    public string? If { get; init; }

    /// <summary>True for one that gets the terminal, where there is one.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>True for a service, which goes on running while others need it and takes no slot.</summary>
    public bool IsService { get; init; }

    /// <summary>What it takes of what tasks share, by name.</summary>
    public IReadOnlyDictionary<string, long> Resources { get; init; } = new Dictionary<string, long>();

    /// <summary>What has become of it; <see cref="TaskState.Running"/> or <see cref="TaskState.Pending"/> in a run that has not come to its end.</summary>
    public TaskState State { get; init; }

    /// <summary>The same in a few words: <c>exited with code 3</c>, <c>not run: 'build' failed</c>.</summary>
    public string Words { get; init; } = "";

    /// <summary>What its command exited with; null: it did not exit by itself, or is none.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The signal that ended it, such as <c>SIGSEGV</c>; null: none did.</summary>
    public string? Signal { get; init; }

    /// <summary>The task that failed and so kept it from running, as a place in the run's list; null: none did.</summary>
    public int? Because { get; init; }

    /// <summary>The slot it ran in, from 0: no two tasks at one time in one; null for one that did not run.</summary>
    public int? Slot { get; init; }

    /// <summary>The lane of a service, from 0: no two services at one time in one; null for one that did not run, and for other tasks.</summary>
    public int? ServiceLane { get; init; }

    /// <summary>When it was ready, if it is a service and was.</summary>
    public TimeSpan? ReadyAt { get; init; }

    /// <summary>When the last of what it comes after was over, so that it could have started.</summary>
    public TimeSpan Ready { get; init; }

    /// <summary>What it waited for from <see cref="Ready"/> to <see cref="Start"/>: <c>slot</c>, <c>wave</c>, or the name of a resource; null: for nothing.</summary>
    public string? WaitedFor { get; init; }

    /// <summary>When it started; zero for one that was not run.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>How long it took, all attempts and the waits between them; zero for one that was not run.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Its attempts, the last one too; empty for one that was not run.</summary>
    public IReadOnlyList<RecordedAttempt> Attempts { get; init; } = [];

    /// <summary>What it gave by name.</summary>
    public IReadOnlyDictionary<string, string> Results { get; init; } = new Dictionary<string, string>();

    /// <summary>What people should know of it, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What it wrote, the end of it, of the last attempt; null: nothing, or it was not kept.</summary>
    public RecordedOutput? Output { get; init; }

    /// <summary>True when it had the terminal, so that its output is not captured.</summary>
    public bool HadTerminal { get; init; }

    /// <summary>When it ended.</summary>
    public TimeSpan End => Start + Duration;

    /// <summary>When those after it could go on: its end, or when it was ready.</summary>
    public TimeSpan OverForOthers => ReadyAt is { } ready && ready < End ? ready : End;

    /// <summary>How long others had to wait for it.</summary>
    public TimeSpan DurationForOthers => OverForOthers - Start;
}
