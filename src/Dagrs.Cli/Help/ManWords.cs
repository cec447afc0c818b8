namespace Dagrs.Cli.Help;

/// <summary>The parts of the manual page that do not come from a command or option.</summary>
internal static class ManWords
{
    /// <summary>The date of the last change to these texts or to the version.</summary>
    public const string Date = "2026-11-27";

    public const string WhatItDoes =
        "`dagrs` reads tasks from a YAML file and runs each of them as soon as its dependencies have succeeded, as many at once as allowed, longest remaining path first. "
        + "It reports all mistakes in the file at once, before anything runs. At the end it shows what failed, where and why, and which tasks did not run because of that. It leaves no process behind.";

    public const string HowTasksAreNamed =
        "Select tasks by id, by a glob over ids (`test-*`) or by tag (`tag:WORD`); they run with all their dependencies. "
        + "A task gets the outputs of its dependencies as `$1`, `$2`, ... in the order of `after`. A small file:";

    public const string File = """
        dagrs:
          build:
            name: "Build"
            cmd: dotnet build
          test:
            name: "Test"
            after: build
            cmd: dotnet test --no-build
        """;

    public const string EnvironmentOfTasks =
        "Every task sees `DAGRS_TASK` (its id), `DAGRS_RUN` (the run), `DAGRS_ATTEMPT` (1, 2, ...), `DAGRS_START`, `DAGRS_ROOT` and `DAGRS_HERE` (the folder where dagrs was started, "
        + "that of the main file, and that of the task's own file), `DAGRS_RESULTS` (the file for its results, if it declares any) and, if it is named on the command line, `DAGRS_ARGS` (the arguments after `--`).";

    public const string SeeAlso = "\\fBmake\\fR(1), \\fBninja\\fR(1), \\fBsbatch\\fR(1), \\fBsignal\\fR(7)";

    public static IReadOnlyList<(string Name, string Words)> Environment { get; } =
    [
        ("DAGRS_EXECUTOR", "The executor, if neither the file nor `--executor` sets it."),
        ("DAGRS_STATE", "The folder for recorded runs, or `off`; `--state` overrides it."),
        ("DAGRS_CACHE", "The folder of the cache; `--cache` overrides it."),
        ("NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE", "Whether to use colours, if `--color` does not say; the first one that is set counts."),
        ("TERM, ACCESSIBLE", "With `TERM=dumb`, or if `ACCESSIBLE` is set, there is no live area."),
        ("CI, GITHUB_ACTIONS, GITLAB_CI, TF_BUILD, TEAMCITY_VERSION, BUILDKITE", "Identify the CI system: output is grouped, and folded as that system does it."),
        ("GITHUB_STEP_SUMMARY", "The file for a summary of the run."),
        ("XDG_STATE_HOME, XDG_CACHE_HOME", "The folders for state and cache, instead of `~/.local/state` and `~/.cache`."),
    ];

    public static IReadOnlyList<(string Name, string Words)> Files { get; } =
    [
        ("dagrs.yaml, dagrs.yml", "The task file, if none is named: here or in the nearest parent folder."),
        ("~/.local/state/dagrs", "The last runs of each file, and the records that make tasks up to date."),
        ("~/.cache/dagrs", "The outputs of tasks with `cache: true`. It may be deleted at any time."),
        (".dagrs/slurm", "Beside the task file: the files of cluster jobs, while they are needed."),
    ];

    public static IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        ("dagrs init && dagrs", "Write a first file and run it."),
        ("dagrs check && dagrs -q", "Find mistakes first, then run with less output."),
        ("dagrs test -k", "Run `test` and all its dependencies; keep going after failures."),
        ("dagrs plan deploy --set target=production", "Show what a run would do; run nothing."),
        ("dagrs -f ci.yaml -j 8 --report junit=junit.xml", "Run another file, at most eight tasks at once, with a report for a CI server."),
        ("dagrs --resume", "Resume the last run: run only what has not succeeded."),
    ];
}
