using System.Collections.Frozen;
using Dagrs.Core.Definition;

namespace Dagrs.Core.Yaml;

/// <summary>The tables of all keys: the one place that says what a file may hold.</summary>
internal static class Keys
{
    public static FrozenDictionary<string, Key<TaskDraft>> OfTask { get; } = Table<TaskDraft>(
    [
        new("name", "what people read; required", (value, task) => task.Name = value.Text() ?? ""),
        new("after", "the ids this task comes after: a list, or one id", (value, task) => task.After = value.Texts()),
        new("cmd", "a line or block for the shell, or a list: program and arguments", (value, task) => (task.Command, task.CommandPlace) = value.Command() ?? (TaskDraft.WrongCommand, default)),
        new("tags", "words to select it by (tag:WORD): a list, or one word", (value, task) => task.Tags = value.Texts()),
        .. Settings<TaskDraft>(),
    ]);

    public static FrozenDictionary<string, Key<SettingsDraft>> OfDefaults { get; } = Table(Settings<SettingsDraft>());

    public static FrozenDictionary<string, Key<RetryDraft>> OfRetry { get; } = Table<RetryDraft>(
        new("max", "the most retries after the first attempt; required", (value, retry) => (retry.HasMax, retry.Policy) = (true, retry.Policy with { Max = value.Number(0, 1000) })),
        new("delay", "the wait before the first retry", (value, retry) => retry.Policy = retry.Policy with { Delay = value.Span() ?? default }),
        new("backoff", "what each wait is multiplied by to give the next", (value, retry) => retry.Policy = retry.Policy with { Backoff = value.Factor(1, 100) }),
        new("max-delay", "the longest wait", (value, retry) => retry.Policy = retry.Policy with { MaxDelay = value.Span() }),
        new("jitter", "the share of a wait that is left to chance, 0 to 1", (value, retry) => retry.Policy = retry.Policy with { Jitter = value.Factor(0, 1) }),
        new("on-exit", "the exit codes that are worth a retry", (value, retry) => retry.Policy = retry.Policy with { OnExit = value.Codes() }));

    public static FrozenDictionary<string, Key<FileDraft>> OfFile { get; } = Table<FileDraft>(
        new("dagrs", "the tasks: id to task, in file order", (value, file) => file.Tasks = value.Tasks()),
        new("endpoints", "'single' makes a second start or end task an error", (value, file) => file.Endpoints = value.Choice(
            ("any", Endpoints.Any),
            ("single", Endpoints.ExactlyOne))),
        new("env", "variables for all tasks", (value, file) => file.Environment = value.Variables()),
        new("defaults", "any task key but name, after and cmd, for the tasks that do not say it themselves", (value, file) => value.Mapping(OfDefaults, file.Defaults)));

    private static Key<T>[] Settings<T>()
        where T : SettingsDraft =>
    [
        new("timeout", "how long one attempt may take", (value, task) => task.Settings = task.Settings with { Timeout = value.Span() }),
        new("retry", "how often it is tried again after a failure: a number, or a mapping", (value, task) => task.Settings = task.Settings with { Retry = value.Retry() }),
        new("allow-failure", "true, or the exit codes that do not fail the run", (value, task) => task.Settings = task.Settings with { AllowFailure = value.AllowedFailure() }),
        new("success-codes", "the exit codes that are success", (value, task) => task.Settings = task.Settings with { SuccessCodes = value.Codes() }),
        new("env", "variables for this task", (value, task) => task.Settings = task.Settings with { Environment = value.Variables() }),
        new("dir", "the working directory; a relative one counts from the file's folder", (value, task) => task.Settings = task.Settings with { Directory = value.Text() }),
        new("shell", "what interprets 'cmd': sh, bash, pwsh, python, none, or a list: program and arguments", (value, task) => task.Settings = task.Settings with { Shell = value.Shell() }),
    ];

    private static FrozenDictionary<string, Key<T>> Table<T>(params Key<T>[] keys) => keys.ToFrozenDictionary(key => key.Name, StringComparer.Ordinal);
}
