using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Yaml;

/// <summary>The tables of all keys: the single definition of what a file may contain. The parser and the schema both use them.</summary>
internal static class Keys
{
    private const bool Required = true;

    public static KeyTable<TaskDraft> OfTask { get; } = WithSettings(new KeyTable<TaskDraft>
    {
        { "name", "the display name", ValueKinds.OpenText(OpenPart.Name), (task, name) => task.Name = name ?? "", Required },
        { "desc", "what it does and why, in one or more lines; 'dagrs list' shows the first", ValueKinds.OpenText(OpenPart.Description), (task, desc) => task.Description = desc },
        { "after", "the tasks this one depends on: an id or a list of ids; 'web:*' means all that match, 'test[os=linux]' some of a matrix", ValueKinds.OpenTexts(OpenPart.After), (task, ids) => task.After = ids },
        { "cmd", "a shell line or block, or a list: program and arguments", ValueKinds.Command, (task, cmd) => (task.Command, task.CommandPlace) = cmd ?? (TaskDraft.WrongCommand, default) },
        { "tags", "words to select it by (tag:WORD): one, or a list", ValueKinds.Texts, (task, tags) => task.Tags = tags },
        { "when", "when it runs: after success of all its dependencies, after a failure, or always", ValueKinds.When, (task, when) => (task.Settings, task.Rare) = (task.Settings with { When = when?.Value ?? When.Success }, task.Rare with { WhenPlace = when?.Place ?? default }) },
        { "if", "a condition: the task is skipped when it is false", ValueKinds.Condition, (task, condition) => task.Rare = task.Rare with { If = condition } },
        { "matrix", "makes one task of each combination of values", ValueKinds.Matrix, (task, matrix) => task.Rare = task.Rare with { Matrix = matrix } },
        OfWork<TaskDraft, IReadOnlyList<Located<string>>>("results", "names of values that it hands to other tasks, as lines name=value in the file $DAGRS_RESULTS", ValueKinds.Results, (task, results) => task.Rare = task.Rare with { Results = results }),
        { "confirm", "a question that is asked before anything runs", ValueKinds.Question, (task, question) => task.Rare = task.Rare with { Confirm = question } },
        OfWork<TaskDraft, Located<bool>?>("interactive", "true for a task that needs the terminal: it asks for a password, or is an editor", ValueKinds.PlacedFlag, (task, flag) => (task.Settings, task.Rare) = (task.Settings with { Interactive = flag?.Value == true }, task.Rare with { InteractivePlace = flag?.Value == true ? flag.Value.Place : default })),
        OfWork<TaskDraft, Located<bool>?>("service", "true for a task that keeps running while others need it", ValueKinds.PlacedFlag, (task, flag) => task.Service = flag),
        OfWork<TaskDraft, ReadyCheck?>("ready", "when a service is ready, so that its dependents may start", ValueKinds.Ready, (task, ready) => task.Ready = ready),
        OfWork<TaskDraft, ServiceSettings?>("stop", "how a service is stopped: a signal, or a mapping", ValueKinds.Stop, (task, stop) => task.Stop = stop),
        OfWork<TaskDraft, IReadOnlyList<Located<Template>>?>("inputs", "the files that it reads: a path or glob, or a list of these", ValueKinds.Inputs, (task, files) => task.Rare = task.Rare with { InputFiles = files }),
        OfWork<TaskDraft, IReadOnlyList<Located<Template>>?>("outputs", "the files that it writes: a path or glob, or a list of these; [] for none", ValueKinds.Outputs, (task, files) => task.Rare = task.Rare with { OutputFiles = files }),
    });

    public static KeyTable<SettingsDraft> OfDefaults { get; } = WithSettings(new KeyTable<SettingsDraft>());

    public static KeyTable<RetryDraft> OfRetry { get; } = new()
    {
        { "max", "the maximum number of retries after the first attempt", ValueKinds.Whole(0, FailureReader.MostRetries), (retry, max) => (retry.HasMax, retry.Policy) = (true, retry.Policy with { Max = max }), Required },
        { "delay", "the wait before the first retry", ValueKinds.Span, (retry, span) => retry.Policy = retry.Policy with { Delay = span ?? default } },
        { "backoff", "the factor by which each wait grows", ValueKinds.Number(1, 100), (retry, factor) => retry.Policy = retry.Policy with { Backoff = factor } },
        { "max-delay", "the longest wait", ValueKinds.Span, (retry, span) => retry.Policy = retry.Policy with { MaxDelay = span } },
        { "jitter", "the random share of a wait, 0 to 1", ValueKinds.Number(0, 1), (retry, share) => retry.Policy = retry.Policy with { Jitter = share } },
        { "on-exit", "the exit codes that are worth a retry", ValueKinds.Codes, (retry, codes) => retry.Policy = retry.Policy with { OnExit = codes } },
    };

    public static KeyTable<ReadyDraft> OfReady { get; } = new()
    {
        WayOf("cmd", "a command that succeeds when it is ready: a shell line or block, or a list", ValueKinds.ReadyCommand),
        WayOf("tcp", "a port that accepts a connection: a number for one of this machine, or host:port", ValueKinds.Way(ReadyKind.Tcp)),
        WayOf("http", "a URL that answers a GET with 200 to 399", ValueKinds.Way(ReadyKind.Http)),
        WayOf("log", "a regular expression that matches a line of its output", ValueKinds.Way(ReadyKind.Log)),
        { "status", "the status code that the URL must answer with", ValueKinds.Status, (ready, status) => ready.Status = status },
        { "timeout", "how long it may take to get ready (default: 60s)", ValueKinds.Span, (ready, span) => ready.Timeout = span },
        { "interval", "the longest wait between two checks (default: 500ms)", ValueKinds.Span, (ready, span) => ready.Interval = span },
    };

    public static KeyTable<StopDraft> OfStop { get; } = new()
    {
        { "signal", "the signal that asks it to stop (default: TERM)", ValueKinds.StopSignal, (stop, signal) => stop.Signal = signal },
        { "grace", "how long it may take to stop before it is killed (default: --grace)", ValueKinds.Span, (stop, span) => stop.Grace = span },
        { "cmd", "a command that stops it: a shell line or block, or a list", ValueKinds.StopCommand, (stop, cmd) => stop.Command = cmd },
    };

    public static KeyTable<ParameterDraft> OfParameter { get; } = new()
    {
        { "default", "its value if none is given", ValueKinds.OpenScalar, (parameter, value) => parameter.Default = value },
        { "choices", "the values allowed", ValueKinds.Values, (parameter, values) => parameter.Choices = values },
        { "required", "true if a value must be given", ValueKinds.Flag, (parameter, isRequired) => parameter.IsRequired = isRequired },
        { "env", "the variable that gives the value if the command line does not", ValueKinds.Variable, (parameter, name) => parameter.Variable = name },
        { "desc", "what it is for", ValueKinds.Text, (parameter, desc) => parameter.Description = desc },
    };

    public static KeyTable<EnvFileDraft> OfEnvFile { get; } = new()
    {
        { "path", "the path, relative to this file's folder", ValueKinds.Template, (file, path) => (file.Path, file.HasPath) = (path, true), Required },
        { "optional", "true if it may be missing", ValueKinds.Flag, (file, isOptional) => file.IsOptional = isOptional },
    };

    public static KeyTable<IncludeDraft> OfInclude { get; } = new()
    {
        { "file", "the path, relative to this file's folder", ValueKinds.Word, (include, path) => (include.File, include.HasFile) = (path, true), Required },
        { "as", "the prefix of its ids here, before a colon", ValueKinds.Word, (include, name) => include.As = name },
        { "set", "parameters of that file, set here", ValueKinds.Settings, (include, values) => include.Set = values },
        { "dir", "the folder of its tasks that have no 'dir'", ValueKinds.Template, (include, folder) => include.Directory = folder },
    };

    public static KeyTable<MatrixDraft> OfMatrix { get; } = new()
    {
        { "exclude", "combinations to leave out: each has some of the keys", ValueKinds.Combinations, (matrix, choices) => matrix.Exclude = choices },
        { "include", "further combinations: each has every key", ValueKinds.Combinations, (matrix, choices) => matrix.Include = choices },
    };

    public static KeyTable<MatrixSourceDraft> OfMatrixSource { get; } = new()
    {
        { "glob", "the files and folders that match: a pattern, or a list of these", ValueKinds.Templates, (source, patterns) => source.Glob = patterns },
        { "split", "a string whose words are the values; it is split at commas and spaces", ValueKinds.Template, (source, text) => source.Split = text },
    };

    public static KeyTable<Dictionary<string, long>> OfResources { get; } = new()
    {
        { "cpus", "slots of the run; -j is their total", ValueKinds.Amount(Resources.Cpus), (amounts, amount) => Add(amounts, Resources.Cpus, amount) },
        { "memory", "main memory, such as 8G or 512M", ValueKinds.Amount(Resources.Memory), (amounts, amount) => Add(amounts, Resources.Memory, amount) },
    };

    public static KeyTable<ClusterDraft> OfCluster { get; } = new()
    {
        ClusterValue("partition", "the partition of the job", ValueKinds.ClusterText),
        ClusterValue("account", "the account that is charged", ValueKinds.ClusterText),
        ClusterValue("qos", "the quality of service", ValueKinds.ClusterText),
        ClusterValue(ClusterSettings.MostJobsKey, "the maximum number of jobs of a run at once (default: 200)", ValueKinds.ClusterNumber(1)),
        ClusterValue(ClusterSettings.NodeFailuresKey, "how often a job is submitted again when its node is lost (default: 2)", ValueKinds.ClusterNumber(0)),
        { ClusterSettings.ExtraKey, "further arguments for sbatch: one, or a list", ValueKinds.ClusterWords, (cluster, words) => cluster.Settings = cluster.Settings with { Extra = words } },
    };

    public static KeyTable<FileDraft> OfFile { get; } = new()
    {
        new("dagrs", "the tasks: id to task, in file order", ValueKinds.Tasks.Shape, ReadTasks),
        new("params", "values from outside: name to default, or to a mapping", ValueKinds.Parameters.Shape, ReadParameters),
        { "default", "what runs when no task is named: ids, globs, tags; [] lists the tasks instead", ValueKinds.Default, (file, ids) => file.Default = ids },
        { "include", "other files whose tasks belong to this one", ValueKinds.Includes, (file, includes) => (file.Includes, file.HasIncludes) = (includes.Files, includes.Any) },
        { "env-file", "dotenv files for all tasks; the environment of dagrs overrides them", ValueKinds.EnvFiles, (file, files) => file.EnvFiles = files },
        { "secrets", "names of variables whose values are masked in everything dagrs writes", ValueKinds.Secrets, (file, names) => file.Secrets = names },
        { "resources", "the total amount of each resource, by name", ValueKinds.Totals, (file, totals) => file.Resources = totals },
        { "endpoints", "'single' makes a second start or end task an error", ValueKinds.Choice(("any", Endpoints.Any), ("single", Endpoints.ExactlyOne)), (file, endpoints) => file.Endpoints = endpoints },
        { "executor", "what runs the commands: the system's own call (not on Windows), the library CliWrap, or a cluster with Slurm", ValueKinds.Executor, (file, executor) => file.Executor = executor },
        new("slurm", "settings of tasks that run on the cluster", ValueKinds.Cluster.Shape, (value, file) => (file.Cluster, file.OpenCluster) = (ValueKinds.Cluster.Read(value), value.TakeOpen())),
        new("env", "variables for all tasks", ValueKinds.Variables.Shape, (value, file) => (file.Environment, file.OpenEnvironment) = (ValueKinds.Variables.Read(value), value.TakeOpen())),
        new("defaults", "settings for all tasks that do not have their own", new Shape.Table("defaults", () => OfDefaults), ReadDefaults),
    };

    private static void ReadDefaults(ValueReader value, FileDraft file)
    {
        MappingReader.Read(value, OfDefaults, file.Defaults);
        file.Defaults.Open = value.TakeOpen();
    }

    private static void ReadParameters(ValueReader value, FileDraft file)
    {
        var problems = value.Problems.Count;
        file.Parameters = ValueKinds.Parameters.Read(value);
        file.LacksParameters = value.Problems.Count > problems;
    }

    private static void ReadTasks(ValueReader value, FileDraft file)
    {
        var place = value.Place;
        file.Tasks = ValueKinds.Tasks.Read(value);
        file.EmptyTasks = file.Tasks is null ? place : null;
    }

    private static void Add(Dictionary<string, long> amounts, string name, long? amount)
    {
        if (amount is { } known)
        {
            amounts[name] = known;
        }
    }

    /// <summary>A key that a group cannot have.</summary>
    private static Key<TDraft> OfWork<TDraft, T>(string name, string summary, ValueKind<T> kind, Action<TDraft, T> store)
        where TDraft : SettingsDraft => new(name, summary, kind.Shape, (value, draft) =>
        {
            draft.NoteKeyOfWork(new(name, value.KeyPlace));
            store(draft, kind.Read(value));
        });

    /// <summary>One value of the cluster settings.</summary>
    private static Key<ClusterDraft> ClusterValue(string name, string summary, Shape shape) =>
        new(name, summary, shape, (value, cluster) => cluster.Settings = ClusterReader.Value(value, cluster.Settings, name));

    /// <summary>One kind of readiness check.</summary>
    private static Key<ReadyDraft> WayOf(string name, string summary, ValueKind<ReadyCheck?> kind) => new(name, summary, kind.Shape, (value, draft) =>
    {
        draft.Ways.Add(new(name, value.KeyPlace));
        draft.Check = kind.Read(value);
    });

    private static KeyTable<T> WithSettings<T>(KeyTable<T> keys)
        where T : SettingsDraft
    {
        keys.Add("timeout", "how long one attempt may take", ValueKinds.OpenSpan, (task, span) => task.Settings = task.Settings with { Timeout = span });
        keys.Add("retry", "how often it is retried after a failure: a number, or a mapping", ValueKinds.Retry, (task, retry) => task.Settings = task.Settings with { Retry = retry });
        keys.Add("allow-failure", "true, or the exit codes that do not fail the run", ValueKinds.AllowedFailure, (task, allowed) => task.Settings = task.Settings with { AllowFailure = allowed });
        keys.Add("success-codes", "the exit codes that count as success", ValueKinds.Codes, (task, codes) => task.Settings = task.Settings with { SuccessCodes = codes });
        keys.Add("env", "variables for this task", ValueKinds.Variables, (task, variables) => task.Settings = task.Settings with { Environment = variables });
        keys.Add("dir", "the working directory, relative to the file's folder", ValueKinds.OpenText(OpenPart.Directory), (task, folder) => task.Settings = task.Settings with { Directory = folder });
        keys.Add("shell", "what interprets 'cmd': sh, bash, pwsh, python, none, or a list: program and arguments", ValueKinds.Shell, (task, shell) => task.Settings = task.Settings with { Shell = shell });
        keys.Add("executor", "what runs it: slurm for a cluster job, direct or cliwrap for this machine", ValueKinds.Executor, (task, executor) => task.Settings = task.Settings with { Executor = executor?.Value });
        keys.Add("slurm", "settings of its job, if it runs on a cluster", ValueKinds.Cluster, (task, cluster) => task.Settings = task.Settings with { Cluster = cluster });
        keys.Add(OfWork<T, IReadOnlyList<EnvFileDefinition>>("env-file", "dotenv files: a path, { path, optional }, or a list of these", ValueKinds.EnvFiles, (task, files) => task.EnvFiles = files));
        keys.Add(OfWork<T, IReadOnlyList<Located<string>>>("secrets", "the masked variables that it gets; they are withheld from tasks that do not list them", ValueKinds.Secrets, (task, names) => task.Secrets = names));
        keys.Add(OfWork<T, IReadOnlyDictionary<string, long>>("resources", "the resources it takes: name to amount, or a name for one of it", ValueKinds.Amounts, (task, amounts) => task.Settings = task.Settings with { Resources = amounts }));
        keys.Add(OfWork<T, IReadOnlyList<string>?>("env-inputs", "environment variables that its result depends on: a name, a pattern such as VITE_*, or a list of these", ValueKinds.OuterVariables, (task, names) => task.Reuse(reuse => reuse with { Variables = names })));
        keys.Add(OfWork<T, IReadOnlyList<string>?>("tool-inputs", "commands whose output its result depends on, such as cc --version: one, or a list", ValueKinds.Tools, (task, tools) => task.Reuse(reuse => reuse with { Tools = tools })));
        keys.Add(OfWork<T, TimeSpan?>("max-age", "how long a success stays valid; after that the task runs again", ValueKinds.Span, (task, span) => task.Reuse(reuse => reuse with { MaxAge = span })));
        keys.Add(OfWork<T, Located<bool>?>("cache", "true if its outputs are stored in the cache and restored from it", ValueKinds.PlacedFlag, (task, flag) => (task.CachePlace, task.Settings) = (flag?.Value == true ? flag.Value.Place : default, task.Settings with { Reuse = (task.Settings.Reuse ?? new()) with { IsCached = flag?.Value } })));
        keys.Add(OfWork<T, Located<bool>?>("clean", "false if its own tool removes old outputs; otherwise dagrs removes those of a task with 'cache' before it runs", ValueKinds.PlacedFlag, (task, flag) => task.Reuse(reuse => reuse with { IsCleaned = flag?.Value })));
        return keys;
    }
}
