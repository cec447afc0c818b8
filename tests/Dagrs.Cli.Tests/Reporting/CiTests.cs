using System.Text.RegularExpressions;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Reporting;

/// <summary>What each CI system gets to see, and that tasks and their names can give it no orders.</summary>
public sealed partial class CiTests
{
    private const string Four =
        """
        dagrs:
          fine: { name: "Fine", cmd: echo fine 1; echo fine 2 }
          lint: { name: "Lint", allow-failure: true, cmd: echo ugly; exit 2 }
          test:
            name: "Test | it's [50%] <b>&, `x`:"
            after: [ fine, lint ]
            cmd: echo testing; printf half; exit 3
          pack: { name: "Pack", after: test, cmd: echo packed }
        """;

    // What a task may print, and may be called, to give orders to any of the systems.
    private static readonly string[] Orders =
    [
        "::endgroup::", "::error::injected", "  ::error::injected", "::stop-commands::injected", "::set-output name=a::injected", "::add-mask::a", "::group::injected",
        "##[endgroup]", "text ##[error]injected", "##[add-mask]a", "##[section]injected", "##vso[task.complete result=Succeeded]injected", "x ##VSO[task.setvariable variable=PATH]injected",
        "##teamcity[blockClosed name='x']", "##teamcity[message text='injected' status='ERROR']", "+++ injected", "--- injected", "~~~ injected", "^^^ +++",
        "\\033[0Ksection_end:1:dagrs_1\\r\\033[0K", "section_start:1:injected\\r\\033[0K", "\\033[0m+++ injected", "#\\033[1m#[endgroup]", "##\\000[endgroup]", "##v\\033]0;x\\007so[task.complete]",
        "\\033]1338;url=x\\007", "\\033_bk;t=1\\007", "x\\r::error::injected", "x\\r+++ injected", "x\\r##[endgroup]",
    ];

    [LongTheory]
    [InlineData("github", "GITHUB_ACTIONS", "true")]
    [InlineData("gitlab", "GITLAB_CI", "true")]
    [InlineData("azure", "TF_BUILD", "True")]
    [InlineData("teamcity", "TEAMCITY_VERSION", "2025.11")]
    [InlineData("buildkite", "BUILDKITE", "true")]
    [InlineData("none", "CI", "true")]
    public async Task Each_system_gets_its_own_folding(string name, string variable, string value)
    {
        using var folder = new TempFolder();
        var ran = await DagrsTest.Of(Four, "-j1").In(folder).Environment("CI", "true").Environment(variable, value)
            .Environment("GITHUB_WORKSPACE", folder.Path).Environment("GITHUB_STEP_SUMMARY", folder["summary.md"])
            .MayColour().ExitsWith(1).RunAsync();

        Assert.Equal(name == "github", folder.Has("summary.md"));
        var summary = name == "github" ? "\n===== summary.md\n" + folder.Read("summary.md") : "";
        Approved.Check("ci-" + name, Normal.Text(SectionTime().Replace(Token().Replace(ran.Out, "{token}"), "$1{timestamp}") + summary).Replace("\e", "<ESC>", StringComparison.Ordinal).Replace("\r", "<CR>", StringComparison.Ordinal));
    }

    [LongTheory]
    [InlineData("-o", "errors-only")]
    [InlineData("--log-path", "run.log")]
    public Task What_a_task_tells_the_system_reaches_it_though_its_output_is_not_shown(string option, string value) => DagrsTest.Of(
        "dagrs: { a: { name: A, cmd: 'echo hidden; echo ::add-mask::secret; echo ::group::mine' } }", option, value).Environment("GITHUB_ACTIONS", "true")
        .PrintsLine("::add-mask::secret").NeverPrints("hidden").NeverPrints("mine").RunAsync();

    [Fact]
    public Task The_command_line_has_the_last_word() => DagrsTest.Of(Four, "-j1", "--ci", "teamcity").Environment("GITHUB_ACTIONS", "true").ExitsWith(1)
        .PrintsSomewhere("##teamcity[blockOpened ").NeverPrints("::group::").RunAsync();

    [LongFact]
    public Task Without_CI_by_command_line_output_is_shown_as_on_a_terminal() => DagrsTest.Of(Four, "-j1", "--ci", "none").Environment("GITHUB_ACTIONS", "true").ExitsWith(1)
        .PrintsLine("[fine] fine 1").NeverPrints("::").RunAsync();

    [LongTheory]
    [InlineData("group")]
    [InlineData("prefix")]
    [InlineData("keep-order")]
    [InlineData("errors-only")]
    public async Task GitHub_lets_no_task_fold_or_stop_commands(string mode)
    {
        var obeyed = new List<string>();
        string? stop = null;
        foreach (var line in (await RunHostileAsync("github", mode)).Out.Split(['\n', '\r']))
        {
            // As the runner reads: the newer form at the beginning of a line, the older anywhere.
            var (command, data) = NewForm().Match(line) is { Success: true } found ? (found.Groups[1].Value, found.Groups[2].Value)
                : OldForm().Match(line) is { Success: true } old ? (old.Groups[1].Value, old.Groups[2].Value)
                : ("", "");
            if (stop is not null)
            {
                stop = command == stop ? null : stop;
            }
            else if (command == "stop-commands")
            {
                stop = data;
            }
            else if (command.Length > 0)
            {
                obeyed.Add(command);
            }
        }

        Assert.Null(stop);
        // The two errors come before the task stops its own commands, and the last one is ours.
        string[] expected = mode switch
        {
            "group" => ["group", "error", "error", "endgroup", "error", "error", "error"],
            // Where output is not shown, only that of the task that succeeded, what it tells the system is.
            _ => ["error", "error", "error", "error", "error"],
        };
        Assert.Equal(expected, obeyed);
    }

    [LongTheory]
    [InlineData("github", "::add-mask::s3cret")]
    [InlineData("github", "::warning file=a.c,line=1::beware")]
    [InlineData("github", "##[add-mask]s3cret")]
    [InlineData("azure", "##vso[task.setvariable variable=a;isSecret=true]s3cret")]
    [InlineData("azure", "##[warning]beware")]
    [InlineData("teamcity", "##teamcity[testFailed name='a' message='b']")]
    public async Task A_tasks_own_order_stands_at_the_start_of_a_line_in_every_mode(string system, string order)
    {
        foreach (var mode in (string[])["group", "prefix", "keep-order", "raw", "errors-only"])
        {
            var ran = await DagrsTest.Of("dagrs: { a: { name: A, cmd: sh order.sh } }", "--ci", system, "-o", mode).File("order.sh", $"cat <<'.'\n{order}\n.\nexit 1\n").ExitsWith(1).RunAsync();
            Assert.Single(ran.Lines, order);
        }
    }

    [LongTheory]
    [InlineData("group")]
    [InlineData("prefix")]
    [InlineData("keep-order")]
    [InlineData("errors-only")]
    public async Task Azure_lets_no_task_fold_and_its_names_give_no_orders(string mode)
    {
        var ran = await RunHostileAsync("azure", mode);
        Assert.All(ran.Lines.Where(line => OfFolding().IsMatch(line)), line => Assert.Matches(@"^##\[(group\]'|endgroup\]$)[^#]*(## [^#]*)*$", line));
        Assert.All(ran.Lines.Where(line => line.Contains("##vso[", StringComparison.OrdinalIgnoreCase)), line => Assert.Matches(
            @"^(##vso\[task\.complete( result=Succeeded\]injected|\])|.*x ##VSO\[task\.setvariable variable=PATH\]injected)$", line));
    }

    [LongTheory]
    [InlineData("group")]
    [InlineData("prefix")]
    [InlineData("keep-order")]
    [InlineData("errors-only")]
    public async Task TeamCity_takes_no_orders_from_tasks(string mode) => Assert.All(
        (await RunHostileAsync("teamcity", mode)).Lines.Where(line => line.Contains("##teamcity[", StringComparison.OrdinalIgnoreCase)),
        line => Assert.Matches(@"^##teamcity\[(blockOpened name|blockClosed name|message text)='([^|'\[\]]|\|[|'\[\]])*'( status='ERROR')?\]$", line));

    [LongTheory]
    [InlineData("group")]
    [InlineData("prefix")]
    [InlineData("keep-order")]
    [InlineData("errors-only")]
    public async Task Buildkite_takes_no_orders_from_tasks(string mode) => Assert.All(
        (await RunHostileAsync("buildkite", mode)).Lines.Where(line => line.StartsWith("---", StringComparison.Ordinal) || line.StartsWith("+++", StringComparison.Ordinal) || line.StartsWith("~~~", StringComparison.Ordinal) || line.StartsWith("^^^", StringComparison.Ordinal)),
        line => Assert.Matches(@"^(--- dagrs|\+\+\+ dagrs: failures|(---|\+\+\+) '.*)$", line));

    [LongTheory]
    [InlineData("group")]
    [InlineData("prefix")]
    [InlineData("keep-order")]
    [InlineData("errors-only")]
    public async Task GitLab_takes_no_orders_from_tasks(string mode)
    {
        var ran = await RunHostileAsync("gitlab", mode);
        var marks = SectionMark().Matches(ran.Out);
        Assert.Equal(mode is "group" ? ["start:dagrs_1", "end:dagrs_1", "start:dagrs_2", "end:dagrs_2"] : mode is "errors-only" ? ["start:dagrs_1", "end:dagrs_1"] : [], marks.Select(mark => $"{mark.Groups[1].Value}:{mark.Groups[2].Value}"));
        Assert.Equal(marks.Count, ran.Out.Count(c => c == '\r'));
        Assert.Equal(2 * marks.Count, ran.Out.Count(c => c == '\e'));
    }

    [LongFact]
    public async Task GitHub_is_told_of_ten_failures_at_most_each_with_its_place()
    {
        using var folder = new TempFolder();
        var yaml = "dagrs:\n" + string.Concat(Enumerable.Range(1, 14).Select(i => $"  f{i}: {{ name: F{i}, cmd: echo out {i}; exit {i} }}\n")) + "  n: { name: N, after: f1, cmd: 'true' }\n";
        var ran = await DagrsTest.Of(yaml, "--ci", "github", "-k", "-j1").In(folder).Environment("GITHUB_WORKSPACE", folder.Path).ExitsWith(1).RunAsync();

        var errors = ran.Lines.Where(line => line.StartsWith("::error ", StringComparison.Ordinal)).ToList();
        Assert.Equal(10, errors.Count);
        Assert.All(errors, error =>
        {
            var number = Regex.Match(error, @"exited with code (\d+)%0Aout \1$").Groups[1].Value;
            Assert.Equal($"::error file=dagrs.yaml,line={int.Parse(number) + 1},title=task 'f{number}' (F{number}) failed::exited with code {number}%0Aout {number}", error);
        });
    }

    [LongFact]
    public async Task A_GitHub_annotation_names_the_file_as_the_workspace_does_and_escapes_what_the_runner_unescapes()
    {
        using var folder = new TempFolder();
        folder.Write("repo/ci, 100%:x/flow.yaml", "dagrs: { \"a%0A::b,c\": { name: \"100% sure: yes, 1\", cmd: \"printf '5%%\\\\n::error::x\\\\n'; exit 1\" } }");
        var ran = await new DagrsTest("--ci", "github", "-o", "prefix", "-f", "ci, 100%:x/flow.yaml").In(folder).From("repo").Environment("GITHUB_WORKSPACE", folder["repo"]).ExitsWith(1).RunAsync();
        Assert.Contains(
            "::error file=ci%2C 100%25%3Ax/flow.yaml,line=1,title=task 'a%250A%3A%3Ab%2Cc' (100%25 sure%3A yes%2C 1) failed::exited with code 1%0A5%25%0A::error::x",
            ran.Lines);
    }

    [LongFact]
    public async Task A_GitHub_summary_is_appended_to_and_a_wrong_path_is_only_a_warning()
    {
        using var folder = new TempFolder();
        folder.Write("summary.md", "before\n");
        await DagrsTest.Of(Four, "--ci", "github").In(folder).Environment("GITHUB_STEP_SUMMARY", folder["summary.md"]).ExitsWith(1).RunAsync();
        Assert.StartsWith("before\n### dagrs: 4 tasks: ", folder.Read("summary.md"), StringComparison.Ordinal);
        await DagrsTest.Of(Four, "--ci", "github").Environment("GITHUB_STEP_SUMMARY", "/nowhere/summary.md").ExitsWith(1)
            .PrintsSomewhere("::warning::dagrs cannot write the summary: ").RunAsync();
    }

    [LongFact]
    public async Task A_GitHub_summary_of_many_tasks_stays_below_what_GitHub_takes_and_has_the_failures()
    {
        using var folder = new TempFolder();
        var yaml = "dagrs:\n" + string.Concat(Enumerable.Range(1, 2000).Select(i => $"  t{i}: {{ name: {new string('n', 300)} }}\n".Replace("}", i == 1 ? ", cmd: 'true' }" : i == 1999 ? ", cmd: exit 7 }" : ", after: t1 }", StringComparison.Ordinal)));
        await DagrsTest.Of(yaml, "--ci", "github").In(folder).Environment("GITHUB_STEP_SUMMARY", folder["summary.md"]).ExitsWith(1).RunAsync();
        var summary = folder.Read("summary.md");
        Assert.InRange(summary.Length, 1000, 1024 * 1024);
        Assert.Contains("exited with code 7", summary, StringComparison.Ordinal);
        Assert.Contains("and 1500 more tasks", summary, StringComparison.Ordinal);
    }

    // One task that succeeds and one that fails; both print every order, and their ids and names are orders too.
    private static Task<Ran> RunHostileAsync(string system, string mode)
    {
        var script = string.Concat(Orders.Select(order => $"printf '{order.Replace("'", "'\\''", StringComparison.Ordinal)}\\n'\n"));
        var yaml = $$"""
            dagrs:
              "##[endgroup]##vso[task.complete]##teamcity[x]\n::error::x\n+++ x":
                name: "##[error]x ##vso[task.complete] ##teamcity[x]\r\n::endgroup::\n--- x"
                cmd: sh orders.sh 0
              "--- b":
                name: "::error::x\e[0Ksection_end:1:dagrs_1\r\e[0K"
                after: "##[endgroup]##vso[task.complete]##teamcity[x]\n::error::x\n+++ x"
                cmd: sh orders.sh 1
              "+++ c": { name: "~~~ c", after: "--- b", cmd: echo }
            """;
        return DagrsTest.Of(yaml, "--ci", system, "-o", mode, "-j1").File("orders.sh", script + "exit $1\n").MayColour().ExitsWith(1).RunAsync();
    }

    [GeneratedRegex(@"##\[(end)?group", RegexOptions.IgnoreCase)]
    private static partial Regex OfFolding();

    [GeneratedRegex("dagrs-[0-9a-f]{32}")]
    private static partial Regex Token();

    [GeneratedRegex("(section_(?:start|end):)\\d+")]
    private static partial Regex SectionTime();

    [GeneratedRegex("section_(start|end):\\d+:([A-Za-z0-9_.-]+)(?:\\[[^\\]]*\\])?\\r\\e\\[0K")]
    private static partial Regex SectionMark();

    [GeneratedRegex(@"^\s*::([^ :]+)(?: .*?)?::(.*)$")]
    private static partial Regex NewForm();

    [GeneratedRegex(@"##\[([^\] ]+)(?: [^\]]*)?\](.*)$")]
    private static partial Regex OldForm();
}
