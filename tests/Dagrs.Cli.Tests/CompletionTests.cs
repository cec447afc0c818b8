using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>Completion, asked of the program and through real shells.</summary>
public sealed class CompletionTests
{
    private const string Flow =
        """
        dagrs:
          build: { name: Build, cmd: echo, tags: fast }
          build:all: { name: Build it all, after: build, cmd: echo, desc: All of it. }
          "my $(touch hacked) task": { name: Odd, cmd: echo }
          "two\nlines": { name: Never offered, cmd: echo }
          -x: { name: Dashed, cmd: echo }
        """;

    private const string Ids = "build build:all my $(touch hacked) task tag:fast";

    [LongTheory]
    [InlineData("che", "check")]
    [InlineData("b", "build build:all")]
    [InlineData("build:", "build:all")]
    [InlineData("build|", Ids)] // behind a task, no command
    [InlineData("run|", Ids)]
    [InlineData("tag:", "tag:fast")]
    [InlineData("--skip|b", "build build:all")]
    [InlineData("--log-l", "--log-level")]
    [InlineData("--log-level|", "debug error info off warn")]
    [InlineData("--log-level|i", "info")]
    [InlineData("--log-level=i", "--log-level=info")]
    [InlineData("check|--format|", "github json sarif text")]
    [InlineData("check|--fo", "--format")]
    [InlineData("check|", "")]
    [InlineData("list|--format=j", "--format=json")]
    [InlineData("completion|", "bash fish pwsh zsh")]
    [InlineData("completion|bash|", "")]
    [InlineData("-f|", "")] // a path: the shell's business
    [InlineData("-k|--keep", "")] // given already
    [InlineData("--|-", "-x")]
    [InlineData("-f|nowhere.yaml|b", "")]
    [InlineData("-C|sub|", "check completion in-sub init list", "in-sub")]
    [InlineData("-f|wrong.yaml|a", "alpha")]
    [InlineData("-f|-|b", "")]
    public async Task What_fits_is_offered(string words, string expected, string? among = null)
    {
        var ran = await Folder("__complete", ["--", .. words.Split('|')]).RunAsync();
        var offered = ran.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0]).ToList();
        if (among is not null)
        {
            Assert.Contains(among, offered);
            Assert.DoesNotContain("build", offered);
        }
        else
        {
            Assert.Equal(expected, string.Join(' ', offered.Order(StringComparer.Ordinal)));
        }
    }

    [Fact]
    public Task Each_word_comes_with_what_it_means() => Folder("__complete", ["--", "build:"]).Prints("build:all\tAll of it.").RunAsync();

    [LongFact]
    public Task The_hidden_command_shows_nowhere() => new DagrsTest("--help").NeverPrints("__complete").RunAsync();

    [LongFact]
    public Task An_unknown_shell_is_refused() => new DagrsTest("completion", "bsh").IsRefused("SHELL must be one of bash, fish, pwsh, zsh, not 'bsh'; did you mean 'bash'?").RunAsync();

    // Bash splits words at = and : before it asks; what it gets must fit behind the last of them.
    [TheoryNeeding(Needs.Time, "bash")]
    [InlineData("dagrs che", "check")]
    [InlineData("dagrs run bu", "build build:all")]
    [InlineData("dagrs build:", "all")]
    [InlineData("dagrs build:a", "all")]
    [InlineData("dagrs --log-level ", "debug error info off warn")]
    [InlineData("dagrs --log-level=", "debug error info off warn")]
    [InlineData("dagrs --log-level=wa", "warn")]
    [InlineData("dagrs --log-l", "--log-level")]
    [InlineData("dagrs my", @"my\ \$\(touch\ hacked\)\ task")]
    [InlineData("dagrs -f wrong.yaml al", "alpha")]
    [InlineData("dagrs -f ", "")]
    public async Task Bash_completes(string line, string expected)
    {
        // As readline does: the line split at blanks and at the characters of COMP_WORDBREAKS.
        var script =
            """
            source <(dagrs completion bash) || exit
            complete -p dagrs >/dev/null || exit
            line=$(cat line; echo .) line=${line%.}
            spaced=${line//=/ = } spaced=${spaced//:/ : }
            read -ra COMP_WORDS <<<"$spaced"
            [[ $line == *' ' ]] && COMP_WORDS+=("")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE=$line COMP_POINT=${#line}
            _dagrs dagrs "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        Assert.Equal(expected, await OfferedAsync("bash", ["--norc"], script, line));
    }

    [TheoryNeeding(Needs.Time, "fish")]
    [InlineData("dagrs che", "check")]
    [InlineData("dagrs build:", "build:all")]
    [InlineData("dagrs --log-level=wa", "--log-level=warn")]
    [InlineData("dagrs my", "my $(touch hacked) task")]
    public async Task Fish_completes(string line, string expected)
    {
        const string Script = "dagrs completion fish | source; complete -C (cat line | string collect --no-trim-newlines) | string split -f1 \\t | string unescape";
        Assert.Equal(expected, await OfferedAsync("fish", ["--no-config"], Script, line));
    }

    // The function is zsh's own; what it would show is caught where it hands it over.
    [TheoryNeeding(Needs.Time, "zsh")]
    [InlineData("dagrs che", @"check:Report every problem in the file; run nothing.")]
    [InlineData("dagrs build:", @"build\:all:All of it.")]
    [InlineData("dagrs --log-level=wa", "--log-level=warn:")]
    [InlineData("dagrs -f ", "files")]
    public async Task Zsh_completes(string line, string expected)
    {
        const string Script =
            """
            compdef() { [[ $1 == _dagrs && $2 == dagrs ]] || exit 9 }
            _describe() { print -rl -- "${(@P)4}" }
            _files() { print files }
            source <(dagrs completion zsh)
            line=$(<line; print .) line=${line%.} line=${line%$'\n'}
            words=("${(@s: :)line}") CURRENT=$#words
            _dagrs
            """;
        Assert.Equal(expected, await OfferedAsync("zsh", ["-f"], Script, line));
    }

    // With the whole of zsh: a terminal of its own, its completion system, the tabulator key.
    [TheoryNeeding(Needs.Time, "zsh")]
    [InlineData("dagrs che", "dagrs check")]
    [InlineData("dagrs run build:", "dagrs run build:all")]
    [InlineData("dagrs --log-level=wa", "dagrs --log-level=warn")]
    [InlineData("dagrs my", @"dagrs my\ \$\(touch\ hacked\)\ task")]
    public async Task Zsh_completes_at_its_prompt(string line, string expected)
    {
        const string Script =
            """
            zmodload zsh/zpty && zpty -b shell zsh -f -i || exit
            zpty -w shell "PROMPT=; autoload -Uz compinit; compinit -u -D; source <(dagrs completion zsh); bindkey '^I' complete-word; print -n re''ady"
            zpty -r -m shell seen '*ready*'
            zpty -w -n shell "$(<line)"$'\t'
            zpty -r -m shell seen "*${(b)$(<expected)}*"
            zpty -d shell
            print found
            """;
        Assert.Equal("found", await OfferedAsync("zsh", ["-f"], Script, line, expected));
    }

    [FactNeeding(Needs.Time, "pwsh")]
    public async Task PowerShell_completes()
    {
        const string Script = "dagrs completion pwsh | Out-String | Invoke-Expression; (TabExpansion2 -inputScript 'dagrs --log-level wa' -cursorColumn 20).CompletionMatches.CompletionText";
        Assert.Equal("warn", await OfferedAsync("pwsh", ["-NoProfile"], Script, ""));
    }

    private static DagrsTest Folder(string command, string[] arguments) => DagrsTest.Of(Flow, [command, .. arguments])
        .File("wrong.yaml", "dagrs: { alpha: { name: A, cmd: x, after: nobody } }")
        .File("sub/dagrs.yaml", "dagrs: { in-sub: { name: A, cmd: x } }");

    private static async Task<string> OfferedAsync(string shell, string[] options, string script, string line, string expected = "")
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", Flow);
        folder.Write("wrong.yaml", "dagrs: { alpha: { name: A, cmd: x, after: nobody } }");
        folder.Write("line", line);
        folder.Write("expected", expected);
        var (exitCode, output) = await Shell.RunAsync(shell, options, script, folder);
        Assert.True(exitCode == 0, $"{shell} ended with {exitCode}: {output}");
        Assert.False(folder.Has("hacked"));
        return string.Join(' ', output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }
}
