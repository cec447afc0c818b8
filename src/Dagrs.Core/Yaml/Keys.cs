using Dagrs.Core.Definition;
using Dagrs.Core.Model;

namespace Dagrs.Core.Yaml;

/// <summary>The tables of all keys: the one place that says what a file may hold. The parser reads by them, the schema is made of them.</summary>
internal static class Keys
{
    private const bool Required = true;

    public static KeyTable<TaskDraft> OfTask { get; } = WithSettings(new KeyTable<TaskDraft>
    {
        { "name", "what people read", ValueKinds.Text, (task, name) => task.Name = name ?? "", Required },
        { "desc", "what it does and why, in one or more lines; 'dagrs list' shows the first", ValueKinds.Text, (task, desc) => task.Description = desc },
        { "after", "the ids this task comes after: a list, or one id", ValueKinds.Texts, (task, ids) => task.After = ids },
        { "cmd", "a line or block for the shell, or a list: program and arguments", ValueKinds.Command, (task, cmd) => (task.Command, task.CommandPlace) = cmd ?? (TaskDraft.WrongCommand, default) },
        { "tags", "words to select it by (tag:WORD): a list, or one word", ValueKinds.Texts, (task, tags) => task.Tags = tags },
    });

    public static KeyTable<SettingsDraft> OfDefaults { get; } = WithSettings(new KeyTable<SettingsDraft>());

    public static KeyTable<RetryDraft> OfRetry { get; } = new()
    {
        { "max", "the most retries after the first attempt", ValueKinds.Whole(0, FailureReader.MostRetries), (retry, max) => (retry.HasMax, retry.Policy) = (true, retry.Policy with { Max = max }), Required },
        { "delay", "the wait before the first retry", ValueKinds.Span, (retry, span) => retry.Policy = retry.Policy with { Delay = span ?? default } },
        { "backoff", "what each wait is multiplied by to give the next", ValueKinds.Number(1, 100), (retry, factor) => retry.Policy = retry.Policy with { Backoff = factor } },
        { "max-delay", "the longest wait", ValueKinds.Span, (retry, span) => retry.Policy = retry.Policy with { MaxDelay = span } },
        { "jitter", "the share of a wait that is left to chance, 0 to 1", ValueKinds.Number(0, 1), (retry, share) => retry.Policy = retry.Policy with { Jitter = share } },
        { "on-exit", "the exit codes that are worth a retry", ValueKinds.Codes, (retry, codes) => retry.Policy = retry.Policy with { OnExit = codes } },
    };

    public static KeyTable<FileDraft> OfFile { get; } = new()
    {
        new("dagrs", "the tasks: id to task, in file order", ValueKinds.Tasks.Shape, ReadTasks) { IsRequired = Required },
        { "endpoints", "'single' makes a second start or end task an error", ValueKinds.Choice(("any", Endpoints.Any), ("single", Endpoints.ExactlyOne)), (file, endpoints) => file.Endpoints = endpoints },
        { "executor", "what runs the commands: the system's own call (not on Windows), or the library CliWrap", ValueKinds.Choice(("direct", ExecutorKind.Direct), ("cliwrap", ExecutorKind.CliWrap)), (file, executor) => file.Executor = executor },
        { "env", "variables for all tasks", ValueKinds.Variables, (file, variables) => file.Environment = variables },
        new("defaults", "any task key but name, desc, after, cmd and tags, for the tasks that do not say it themselves", new Shape.Table("defaults", () => OfDefaults), (value, file) => MappingReader.Read(value, OfDefaults, file.Defaults)),
    };

    private static void ReadTasks(ValueReader value, FileDraft file)
    {
        var place = value.Place;
        file.Tasks = ValueKinds.Tasks.Read(value);
        file.EmptyTasks = file.Tasks is null ? place : null;
    }

    private static KeyTable<T> WithSettings<T>(KeyTable<T> keys)
        where T : SettingsDraft
    {
        keys.Add("timeout", "how long one attempt may take", ValueKinds.Span, (task, span) => task.Settings = task.Settings with { Timeout = span });
        keys.Add("retry", "how often it is tried again after a failure: a number, or a mapping", ValueKinds.Retry, (task, retry) => task.Settings = task.Settings with { Retry = retry });
        keys.Add("allow-failure", "true, or the exit codes that do not fail the run", ValueKinds.AllowedFailure, (task, allowed) => task.Settings = task.Settings with { AllowFailure = allowed });
        keys.Add("success-codes", "the exit codes that are success", ValueKinds.Codes, (task, codes) => task.Settings = task.Settings with { SuccessCodes = codes });
        keys.Add("env", "variables for this task", ValueKinds.Variables, (task, variables) => task.Settings = task.Settings with { Environment = variables });
        keys.Add("dir", "the working directory; a relative one counts from the file's folder", ValueKinds.Text, (task, folder) => task.Settings = task.Settings with { Directory = folder });
        keys.Add("shell", "what interprets 'cmd': sh, bash, pwsh, python, none, or a list: program and arguments", ValueKinds.Shell, (task, shell) => task.Settings = task.Settings with { Shell = shell });
        return keys;
    }
}
