using System.Diagnostics;
using System.Text.Json;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Import;

/// <summary>
/// The same file run by its own tool and by dagrs: both must call the same programs with the same arguments in the same folders. The programs are stand-ins that
/// write down how they were called and make the files that they are told to make.
/// </summary>
public sealed class ImportRunTests
{
    // A line is written at once, for two may run in a pipe. What it makes is a stand-in as well, for some of it is run later.
    private const string StandIn = """
        #!/bin/sh
        line=$0
        for word in "$@"; do line="$line <$word>"; done
        printf '%s in %s\n' "$line" "$PWD" >> "$CALLS"
        for word in "$@"; do
          for file in "$word" "${word#*=}" "$word.pdf"; do
            case " $MADE " in *" $file "*) mkdir -p "$(dirname "$file")"; cp "$TOP/stand-in" "$file" ;; esac
          done
        done
        case "$0" in */calc) echo 3 ;; esac

        """;

    private static readonly string[] OnPath =
        ["cc", "gcc-14", "ar", "pandoc", "sass", "pdflatex", "bibtex", "inkscape", "python3", "curl", "docker", "go", "rsync", "install", "stow", "fc-cache", "psql", "gofmt", "buf"];

    private static readonly string[] OfNode = ["tsc", "vite", "vitest", "eslint", "knex", "nyc", "mocha", "docker", "cp", "chmod", "esbuild", "pkg", "electron-builder", "convert", "biome", "grep"];

    private static readonly string[] Scripts = ["tests/run.sh", "sitemap.sh", ".venv/bin/python", "bin/orders", "dist/cli.js"];

    [TheoryNeeding("make")]
    [InlineData("c-program")]
    [InlineData("c-program", "check")]
    [InlineData("c-program", "install", "DESTDIR=/stage", "PREFIX=/opt")]
    [InlineData("c-program", "CFLAGS=-O3 -g", "CC=gcc-14")]
    [InlineData("c-library")]
    [InlineData("c-library", "test", "CFLAGS=-g")]
    [InlineData("go-service")]
    [InlineData("go-service", "release")]
    [InlineData("go-service", "run")]
    [InlineData("latex-paper")]
    [InlineData("docker-app", "push", "TAG=v2")]
    [InlineData("docker-app", "db")]
    [InlineData("docker-app", "up")]
    [InlineData("docs-site", "deploy")]
    [InlineData("python-package", "lint")]
    [InlineData("python-package", "upload")]
    [InlineData("data-pipeline", "data/plot.svg")]
    [InlineData("dotfiles", "packages")]
    [InlineData("dotfiles", "install")]
    [InlineData("monorepo", "fmt")]
    public async Task Dagrs_calls_what_make_calls(string name, params string[] words)
    {
        var made = await CallsAsync("make", name, (folder, start) => start("make", ["-s", "-C", folder.Path, .. words]));
        var ran = await CallsAsync("make", name, (folder, start) => start(Paths.Dagrs, ["-C", folder.Path, "run", "-j", "1", .. Given(words)]));
        Assert.NotEqual("", made);
        Assert.Equal(made, ran);
    }

    [LongTheoryNeeding("npm")]
    [InlineData("website", "build")]
    [InlineData("website", "test")]
    [InlineData("express-api", "docker:push")]
    [InlineData("express-api", "postbuild")]
    [InlineData("express-api", "seed")]
    [InlineData("cli-tool", "pkg")]
    [InlineData("cli-tool", "smoke")]
    [InlineData("electron-app", "icons")]
    public async Task Dagrs_calls_what_npm_calls(string name, string script)
    {
        // Asked for a script npm runs what stands behind it as well, dagrs when that is asked for; and only dagrs runs what is before it.
        var npm = script == "postbuild" ? "build" : script;
        var made = await CallsAsync("npm", name, (folder, start) => start("npm", ["--prefix", folder.Path, "run", npm]));
        var ran = await CallsAsync("npm", name, (folder, start) => start(Paths.Dagrs, ["-C", folder.Path, "run", "-j", "1", script]));
        Assert.NotEqual("", made);
        Assert.Equal(made, ran);
    }

    [TheoryNeeding("make")]
    [InlineData("\techo a\n\t-false\n")]
    [InlineData("\t-echo a\n\tfalse\n")]
    public async Task The_prefixes_of_a_recipe_in_one_shell_are_those_of_its_first_line(string recipe)
    {
        using var folder = new TempFolder();
        folder.Write("Makefile", ".ONESHELL:\nall:\n" + recipe);
        var both = await Bash.RunAsync(folder, "make -s; made=$?; $DAGRS import Makefile > dagrs.yaml && $DAGRS -q; ran=$?; echo $((made != 0)) $((ran != 0)) >codes");
        Assert.True(folder.Read("codes") is "0 0\n" or "1 1\n", folder.Read("codes") + both.Error);
    }

    private static IEnumerable<string> Given(string[] words) => words.SelectMany(word => word.Contains('=', StringComparison.Ordinal) ? ["--set", word] : new[] { word });

    // Which of two that do not wait for each other comes first is no part of either file: the calls are sorted.
    private static async Task<string> CallsAsync(string kind, string name, Func<TempFolder, Func<string, string[], Task>, Task> run)
    {
        using var folder = new TempFolder();
        await new ImportedFixture(kind, name).ImportAsync(folder);
        var made = await WriteFilesAsync(folder);
        var calls = folder["calls"];
        await run(folder, (program, words) => StartAsync(folder, program, words, new()
        {
            ["PATH"] = $"{folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}",
            ["HOME"] = folder["home"],
            ["CALLS"] = calls,
            ["TOP"] = folder.Path,
            ["MADE"] = made,
            ["TWINE_PASSWORD"] = "x",
            [TempFolder.StateVariable] = folder.State,
        }));
        var log = File.Exists(calls) ? folder.Read("calls").Replace(folder.Path, "TOP", StringComparison.Ordinal) : "";
        return string.Join('\n', log.Split('\n').Order(StringComparer.Ordinal));
    }

    /// <returns>The files that its tasks make.</returns>
    private static async Task<string> WriteFilesAsync(TempFolder folder)
    {
        void Program(string name) => folder.WriteProgram(name, StandIn["#!/bin/sh\n".Length..]);
        Program("stand-in");
        Array.ForEach(OnPath, name => Program("bin/" + name));
        Array.ForEach(OfNode, name => Program("node_modules/.bin/" + name));
        Array.ForEach(Scripts, Program);
        folder.WriteProgram("bin/git", "echo v1.2\n");
        foreach (var file in new[] { "home/x", "services/x", "proto/x", "dist/x", "assets/icon.svg", "common.mk", "seed.sql" })
        {
            folder.Write(file, "");
        }

        var list = await new DagrsTest("list", "--format", "json").In(folder).RunAsync();
        using var tasks = JsonDocument.Parse(list.Out);
        IEnumerable<string> Files(string key) => tasks.RootElement.EnumerateArray().Select(task => task.GetProperty(key)).Where(files => files.ValueKind == JsonValueKind.Array)
            .SelectMany(files => files.EnumerateArray()).Select(file => file.GetString()!).Distinct();
        foreach (var input in Files("inputs"))
        {
            folder.Write(input, "");
        }

        foreach (var output in Files("outputs").Where(folder.Has))
        {
            File.Delete(folder[output]); // it is to be made
        }

        return string.Join(' ', Files("outputs"));
    }

    private static async Task StartAsync(TempFolder folder, string program, string[] words, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, words) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"{program} exited with {process.ExitCode}:\n{await output}\n{await error}");
    }
}
