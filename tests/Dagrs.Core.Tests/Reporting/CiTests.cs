using System.Buffers;
using System.Text;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;
using Dagrs.Core.Reporting.Ci;

namespace Dagrs.Core.Tests.Reporting;

/// <summary>Each CI system is found, folds in its own way, and takes no orders from tasks.</summary>
public sealed class CiTests
{
    [Theory]
    [InlineData("GITHUB_ACTIONS", "true", "github")]
    [InlineData("GITLAB_CI", "true", "gitlab")]
    [InlineData("TF_BUILD", "True", "azure")]
    [InlineData("TEAMCITY_VERSION", "2025.11 (build 1)", "teamcity")]
    [InlineData("BUILDKITE", "true", "buildkite")]
    [InlineData("CI", "true", "none")]
    [InlineData("CI", "1", "none")]
    [InlineData("CI", "false", null)]
    [InlineData("CI", "0", null)]
    [InlineData("CI", "", null)]
    [InlineData("GITHUB_ACTIONS", "false", null)]
    [InlineData("JENKINS_URL", "http://x", null)]
    public void A_system_is_known_by_its_variable(string name, string value, string? system) =>
        Assert.Equal(system, CiDetection.Detect(variable => variable == name ? value : null));

    [Theory]
    [InlineData("GITHUB_ACTIONS", "github")]
    [InlineData("GITLAB_CI", "gitlab")]
    [InlineData("BUILDKITE", "buildkite")]
    public void Its_own_variable_says_more_than_CI(string name, string system) =>
        Assert.Equal(system, CiDetection.Detect(variable => variable == name || variable == "CI" ? "true" : null));

    [Theory]
    [InlineData("github", "##[endgroup]", "## [endgroup]")]
    [InlineData("github", "  text ##[Group]x", "  text ## [Group]x")]
    [InlineData("github", "##[stop-commands]x", "## [stop-commands]x")]
    [InlineData("github", "::group::x", ": :group::x")]
    [InlineData("github", "  ::EndGroup::", "  : :EndGroup::")]
    [InlineData("github", "::stop-commands::x", ": :stop-commands::x")]
    [InlineData("github", "::group::##[group]x", ": :group::## [group]x")]
    [InlineData("github", "  text ##[add-mask]x", "  text ##[add-mask]x")]
    [InlineData("github", "::add-mask::x", "::add-mask::x")]
    [InlineData("github", "::groups::x", "::groups::x")]
    [InlineData("github", "##vso[task.complete]", "##vso[task.complete]")]
    [InlineData("azure", "x ##vso[task.setvariable variable=a]b ##[error]c ##[group]d", "x ##vso[task.setvariable variable=a]b ##[error]c ## [group]d")]
    [InlineData("azure", "##VSO[task.complete]", "##VSO[task.complete]")]
    [InlineData("azure", "####[endgroup]", "#### [endgroup]")]
    [InlineData("azure", "## a heading ## [group]", "## a heading ## [group]")]
    [InlineData("teamcity", "##teamcity[blockClosed name='x']", "## teamcity[blockClosed name='x']")]
    [InlineData("teamcity", "##teamcity[blockOpened name='x']", "## teamcity[blockOpened name='x']")]
    [InlineData("teamcity", "##teamcity[disableServiceMessages]", "## teamcity[disableServiceMessages]")]
    [InlineData("teamcity", "text ##teamcity[buildStop comment='x']", "text ##teamcity[buildStop comment='x']")]
    [InlineData("teamcity", "##teamcity[testFailed name='a' message='b']", "##teamcity[testFailed name='a' message='b']")]
    [InlineData("buildkite", "--- x", " --- x")]
    [InlineData("buildkite", "+++ x", " +++ x")]
    [InlineData("buildkite", "~~~ x", " ~~~ x")]
    [InlineData("buildkite", "^^^ +++", " ^^^ +++")]
    [InlineData("buildkite", "a --- x", "a --- x")]
    [InlineData("gitlab", "section_end:1:dagrs_1", "section_end:1:dagrs_1")]
    public void An_order_that_folds_is_broken_and_anything_else_stays(string system, string written, string shown)
    {
        var lines = Show.Of(written + "\n", OutputMode.Group, Create(system)).Split('\n');
        Assert.Contains(shown, lines);
    }

    [Theory]
    [InlineData("github", "::add-mask::secret\n::warning::careful\n##[add-mask]old\nmore ##[add-mask]older\n", "::group::x\n##[endgroup]\n")]
    [InlineData("azure", "##vso[task.setvariable variable=a]b\ntext ##vso[task.logissue type=error]c\n", "##[group]x\n")]
    [InlineData("teamcity", "##teamcity[testFailed name='a' message='b']\n", "##teamcity[blockOpened name='x']\n")]
    public void What_is_meant_for_the_system_comes_through_when_nothing_else_is_shown(string system, string orders, string folding) =>
        Assert.Equal(orders, Unshown($"before\n{folding}{orders}after\n", Create(system)));

    [Theory]
    [InlineData("buildkite", "--- heading\n##[x]\n")]
    [InlineData("gitlab", "::add-mask::x\n")]
    [InlineData(null, "::add-mask::x\n##vso[x]\n")]
    public void Where_a_system_has_no_such_orders_nothing_comes_through(string? system, string written) =>
        Assert.Equal("", Unshown(written, system is null ? CiSystem.None : Create(system)));

    [Fact]
    public void An_order_of_any_length_comes_through_whole_and_a_long_line_that_is_none_does_not()
    {
        var order = "::notice::" + new string('x', 300_000) + "\n";

        Assert.Equal(order, Unshown(new string('y', 300_000) + "\n" + order + new string('z', 300_000) + "\n", Create("github")));
    }

    [Fact]
    public void What_a_task_has_switched_off_does_not_come_through() =>
        Assert.Equal("", Unshown("::stop-commands::token\n::add-mask::x\n", Create("github")));

    private static string Unshown(string output, CiSystem system) =>
        new Show(OutputMode.ErrorsOnly, system).Start("a").Writes("a", output).Ends("a", TaskState.Succeeded).Text;

    // Taking the control characters out must not put an order together that was not seen before.
    [Theory]
    [InlineData("github", "#\e[0m#[endgroup]")]
    [InlineData("azure", "#\0#[gro\bup]")]
    [InlineData("azure", "##[end\e]0;x\agroup]")]
    [InlineData("teamcity", "##team\e[1mcity[blockClosed name='x']")]
    [InlineData("buildkite", "\e[0m+++ x")]
    [InlineData("buildkite", "-\0-\0- x")]
    [InlineData("gitlab", "\e[0Ksection_end:1:dagrs_1\r\e[0K")]
    public void An_order_with_control_characters_inside_is_broken_too(string system, string written)
    {
        foreach (var mode in new[] { OutputMode.Group, OutputMode.ErrorsOnly, OutputMode.Prefix, OutputMode.KeepOrder })
        {
            var show = Body(Show.Of(written + "\n", mode, Create(system)), mode);
            Assert.DoesNotMatch(@"##\w*\[|^(---|\+\+\+)|\e|\r", show);
        }
    }

    [Theory]
    [InlineData("github")]
    [InlineData("azure")]
    [InlineData("teamcity")]
    [InlineData("buildkite")]
    [InlineData("gitlab")]
    public void The_id_of_a_task_gives_no_orders(string system)
    {
        foreach (var mode in new[] { OutputMode.Group, OutputMode.Prefix, OutputMode.KeepOrder })
        {
            var show = new Show(mode, Create(system)).Start("x##[endgroup]##vso[a.b]##teamcity[x]\n::endgroup::\n--- x").Writes("x##[endgroup]##vso[a.b]##teamcity[x]\n::endgroup::\n--- x", "text\n");
            var lines = show.Ends("x##[endgroup]##vso[a.b]##teamcity[x]\n::endgroup::\n--- x").Text.Split('\n');
            Assert.All(lines, line => Assert.DoesNotMatch(@".##(\[|vso\[|teamcity\[)|^::endgroup|^--- x", system is "gitlab" or "buildkite" ? line.Replace("##", "", StringComparison.Ordinal) : line));
        }
    }

    [Fact]
    public void Where_a_task_on_GitHub_stops_commands_its_own_are_broken_until_it_says_its_token()
    {
        var lines = Show.Of("::warning::1\n::stop-commands::t0k\n::warning::2\n##[add-mask]x\n::no-token::\n  ::t0k::\n::warning::3\n", OutputMode.Prefix, Create("github")).Split('\n');
        Assert.Equal(["::warning::1", "[a] : :stop-commands::t0k", "[a] : :warning::2", "[a] ## [add-mask]x", "[a] ::no-token::", "[a]   ::t0k::", "::warning::3", ""], lines);
    }

    [Fact]
    public void What_one_task_stops_stops_no_other()
    {
        var show = new Show(OutputMode.Prefix, Create("github")).Start("a", "b").Writes("a", "::stop-commands::x\n").Writes("b", "::warning::w\n").Writes("a", "::warning::w\n");
        Assert.Equal("[a] : :stop-commands::x\n::warning::w\n[a] : :warning::w\n", show.Text);
    }

    [Fact]
    public void Where_a_task_on_TeamCity_switches_messages_off_its_own_are_broken_until_it_switches_them_on()
    {
        var lines = Show.Of("##teamcity[disableServiceMessages]\n##teamcity[testFailed name='a']\n##teamcity[enableServiceMessages]\n##teamcity[testFailed name='b']\n", OutputMode.Prefix, Create("teamcity")).Split('\n');
        Assert.Equal(["[a] ## teamcity[disableServiceMessages]", "[a] ## teamcity[testFailed name='a']", "[a] ## teamcity[enableServiceMessages]", "##teamcity[testFailed name='b']", ""], lines);
    }

    [Fact]
    public void In_a_TeamCity_message_quotes_bars_and_brackets_are_escaped()
    {
        var target = new ArrayBufferWriter<byte>();
        Create("teamcity").Open(target, "'it|s' [x]", isFolded: true);
        Assert.Equal("##teamcity[blockOpened name='|'it||s|' |[x|]']\n", Encoding.UTF8.GetString(target.WrittenSpan));
    }

    private static CiSystem Create(string name) => CiDetection.Create(name, _ => null, TimeProvider.System);

    // Without what the system itself writes round it.
    private static string Body(string shown, OutputMode mode)
    {
        var lines = shown.TrimEnd('\n').Split('\n');
        return string.Join('\n', mode is OutputMode.Prefix or OutputMode.KeepOrder
            ? lines
            : lines.Skip(1).Where(line => line is not "--- dagrs" && !line.Contains("section_end:", StringComparison.Ordinal) || !line.StartsWith("\e[0K", StringComparison.Ordinal) && line != "--- dagrs"));
    }
}
