namespace Dagrs.Cli.Help;

/// <summary>The parts of the manual page that do not come from a command or option.</summary>
internal static class ManWords
{
    /// <summary>The date of the last change to these texts or to the version.</summary>
    public const string Date = "2026-11-27";

    public const string WhatItDoes =
        "`dagrs` reads tasks from a YAML file and runs each of them the moment everything that it comes after has succeeded, as many at once as allowed, longest remaining path first. "
        + "It reports every mistake of the file in one go, before anything runs; at the end it tells what failed, where and why, and which tasks did not run because of whom. It leaves no process behind.";

    public const string HowTasksAreNamed =
        "A task is named by its id, by a glob over ids (`test-*`) or by a tag (`tag:WORD`); named tasks run with all that they need. "
        + "Each output is handed to the tasks after it as `$1`, `$2`, ... in the order of `after`. A small file:";

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
        "Every task sees `DAGRS_TASK` (its id), `DAGRS_RUN` (the run), `DAGRS_ATTEMPT` (1, 2, ...), `DAGRS_START`, `DAGRS_ROOT` and `DAGRS_HERE` (the folders that dagrs was started in, "
        + "of the file that is run, and of the task's own file), `DAGRS_RESULTS` (the file that takes results, where it has any) and, where it is named on the command line, `DAGRS_ARGS` (what follows `--`).";

    public const string SeeAlso = "\\fBmake\\fR(1), \\fBninja\\fR(1), \\fBsbatch\\fR(1), \\fBsignal\\fR(7)";

    public static IReadOnlyList<(string Name, string Words)> Environment { get; } =
    [
        ("DAGRS_EXECUTOR", "What runs commands, where neither the file nor `--executor` says it."),
        ("DAGRS_STATE", "The folder in which runs are remembered, or `off`; weaker than `--state`."),
        ("DAGRS_CACHE", "The folder of the cache; weaker than `--cache`."),
        ("NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE", "Whether there are colours, where `--color` does not say it; the first that is set counts."),
        ("TERM, ACCESSIBLE", "With `TERM=dumb`, or where `ACCESSIBLE` is set, nothing is drawn below the lines."),
        ("CI, GITHUB_ACTIONS, GITLAB_CI, TF_BUILD, TEAMCITY_VERSION, BUILDKITE", "Say which CI system this is: its way to fold output is used, and output comes in groups."),
        ("GITHUB_STEP_SUMMARY", "Takes a summary of the run."),
        ("XDG_STATE_HOME, XDG_CACHE_HOME", "Where state and cache are, in place of `~/.local/state` and `~/.cache`."),
    ];

    public static IReadOnlyList<(string Name, string Words)> Files { get; } =
    [
        ("dagrs.yaml, dagrs.yml", "The file of tasks where none is named: here or in the nearest folder above."),
        ("~/.local/state/dagrs", "The last runs of each file, and what makes tasks up to date."),
        ("~/.cache/dagrs", "What tasks with `cache: true` made. It may be deleted at any time."),
        (".dagrs/slurm", "Beside the file: jobs of a cluster, while they are needed."),
    ];

    public static IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        ("dagrs init && dagrs", "Write a first file and run it."),
        ("dagrs check && dagrs -q", "Find mistakes first, then run, with less to read."),
        ("dagrs test -k", "Run the task `test` and all that it needs, despite failures."),
        ("dagrs plan deploy --set target=production", "Show what a run would do, and do nothing."),
        ("dagrs -f ci.yaml -j 8 --report junit=junit.xml", "Run another file, at most eight tasks at once, with a report for a CI server."),
        ("dagrs --resume", "Go on with the last run: run what has not succeeded."),
    ];
}
