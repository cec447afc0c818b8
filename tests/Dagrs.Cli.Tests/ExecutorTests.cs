using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>Which executor runs the commands. They are told apart by a code that only the one by CliWrap takes for a death by a signal.</summary>
public sealed class ExecutorTests
{
    private const string Direct = "error  Task failed[name: A]. exited with code 130";
    private const string CliWrap = "error  Task failed[name: A]. killed by SIGINT";

    [LongTheory]
    [InlineData("", "", "", Direct)]
    [InlineData("", "", "cliwrap", CliWrap)]
    [InlineData("", "direct", "cliwrap", Direct)]
    [InlineData("", "cliwrap", "direct", CliWrap)]
    [InlineData("direct", "cliwrap", "cliwrap", Direct)]
    [InlineData("cliwrap", "direct", "direct", CliWrap)]
    [InlineData("direct", "", "nonsense", Direct)]
    public Task The_option_is_stronger_than_the_file_and_that_than_the_environment(string option, string file, string environment, string line) =>
        DagrsTest.Of($"{(file.Length > 0 ? $"executor: {file}\n" : "")}dagrs: {{ a: {{ name: A, cmd: exit 130 }} }}", option.Length > 0 ? ["--executor", option] : [])
            .Environment("DAGRS_EXECUTOR", environment)
            .ExitsWith(1)
            .PrintsSomewhere(line)
            .RunAsync();

    [Theory]
    [InlineData]
    [InlineData("--executor", "direct")]
    public Task Graphics_processors_that_nobody_declared_are_an_error_where_the_task_runs_here(params string[] options) =>
        DagrsTest.Of("dagrs: { a: { name: A, cmd: echo never, resources: { gpus: 2 } } }", options)
            .ExitsWith(3)
            .PrintsNothing()
            .Complains("dagrs: error: task 'a' needs 'gpus', which is not declared; declare it at the top, as in resources: { gpus: 2 }, or run it on a cluster: --executor slurm\n")
            .RunAsync();

    [Theory]
    [InlineData("check")]
    [InlineData("plan")]
    [InlineData("plan", "--explain")]
    [InlineData("list")]
    public Task Who_only_looks_does_not_mind(params string[] words) =>
        DagrsTest.Of("dagrs: { a: { name: A, cmd: echo never, resources: { gpus: 2 } } }", words).ExitsWith(0).RunAsync();

    // CliWrap hands on what the runtime has read as text.
    [LongTheory]
    [InlineData("direct", "a ff 62")]
    [InlineData("cliwrap", "a ef bf bd 62")]
    public Task An_inherited_variable_that_is_not_UTF_8_arrives_whole_by_the_direct_one_alone(string executor, string bytes) =>
        DagrsTest.Of("dagrs: { a: { name: A, cmd: \"echo a $(printf %s \\\"$ODD\\\" | od -An -tx1)\" } }", "--executor", executor, "-q")
            .Through("sh", "-c", "ODD=$(printf '\\377b'); export ODD; exec \"$@\"", "sh")
            .PrintsSomewhere(bytes)
            .RunAsync();

    [LongTheory]
    [InlineData("direct", "", "")]
    [InlineData("cliwrap", "cliwrap", "direct")]
    [InlineData("cliwrap", "", "cliwrap")]
    public async Task A_plan_names_it(string executor, string file, string environment)
    {
        var yaml = $"{(file.Length > 0 ? $"executor: {file}\n" : "")}dagrs: {{ a: {{ name: A, cmd: echo }} }}";
        await DagrsTest.Of(yaml, "plan").Environment("DAGRS_EXECUTOR", environment).PrintsLine($"executor: {executor}").RunAsync();
        await DagrsTest.Of(yaml, "-n", "--format", "json").Environment("DAGRS_EXECUTOR", environment).PrintsLine($"  \"executor\": \"{executor}\",").RunAsync();
    }

    [Fact]
    public Task The_plan_of_a_dry_run_names_that_of_the_option() =>
        DagrsTest.Of("executor: direct\ndagrs: { a: { name: A, cmd: echo } }", "-n", "--executor", "cliwrap").PrintsLine("executor: cliwrap").RunAsync();

    // The pieces come from two pipes, and a line of the one may not end up in a line of the other.
    [LongFact]
    public Task Lines_of_output_and_errors_stay_whole_by_CliWrap() =>
        DagrsTest.Of("dagrs: { a: { name: A, cmd: \"printf 1; sleep 0.05; printf 2 >&2; sleep 0.05; echo 3; sleep 0.05; echo 4 >&2\" } }", "--executor", "cliwrap", "-q")
            .PrintsLine("[a] 13")
            .PrintsLine("[a] 24")
            .RunAsync();

    [LongFact]
    public Task A_wrong_word_in_the_environment_is_told_with_the_name_of_the_variable() => DagrsTest.Of("dagrs: { a: { name: A, cmd: echo } }")
        .Environment("DAGRS_EXECUTOR", "clirap")
        .ExitsWith(2)
        .PrintsNothing()
        .Complains("dagrs: error: DAGRS_EXECUTOR must be one of direct, cliwrap, slurm, not 'clirap'; did you mean 'cliwrap'?")
        .RunAsync();

    [LongFact]
    public Task A_wrong_word_in_the_file_is_told_with_its_place() => DagrsTest.Of("executor: cliwarp\ndagrs: { a: { name: A, cmd: echo } }")
        .ExitsWith(3)
        .PrintsNothing()
        .ComplainsOf("dagrs.yaml:1:11: error: 'executor' must be one of 'direct', 'cliwrap', 'slurm', not 'cliwarp'; did you mean 'cliwrap'?")
        .RunAsync();

    [LongFact]
    public Task A_wrong_word_of_the_option_is_told() => DagrsTest.Of("dagrs: { a: { name: A, cmd: echo } }", "--executor", "dirct")
        .IsRefused("--executor must be one of direct, cliwrap, slurm, not 'dirct'; did you mean 'direct'?")
        .RunAsync();
}
