using System.Globalization;
using System.Text;
using Dagrs.Core.Definition;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Yaml;

/// <summary>Whole files that use what the format has grown to, and random ones.</summary>
public class GrownFileTests
{
    private static readonly string[] Keys =
    [
        "name", "desc", "after", "cmd", "tags", "when", "if", "matrix", "results", "confirm", "interactive", "inputs", "outputs", "timeout", "retry", "allow-failure", "success-codes", "env", "dir",
        "shell", "env-file", "secrets", "resources", "params", "default", "include", "defaults", "dagrs", "endpoints", "executor", "slurm", "partition", "max-jobs", "extra", "file", "as", "set", "path", "optional", "choices",
        "required", "glob", "split", "exclude", "cpus", "memory", "os", "db", "a", "PATH", "x-a", "${{ os }}", "<<", "''",
    ];

    private static readonly string[] Values =
    [
        "x", "''", "~", "true", "no", "1", "8G", "always", "on_failure", "none", "python", "${{ params.a }}", "'${{ matrix.os }}'", "\"a ${{ tasks.a.results.b }}\"", "${{ oss }}", "'${{'", "\"${{ }}\"",
        "'it''s ${{ os'", "\"\\u00e9\\t${{ arch }} ${{\"", "|\n            a\n            ${{ b }}", ">\n            a ${{ os }}\n            ${{ c", "a == 'b'", "!ci", "\"'a' == params.b && (\"", "*a", "&a x",
        "[ sh, -c, \"${{ params.a }}\" ]", "[ x, '${{ args }}' ]", "[ a, ~, '' ]", "[]", "{}", "5m", "sh -c '${{ params.a }}'", "'\"${{ os }}'", "\0",
    ];

    [Theory]
    [InlineData("pipeline.yaml", 4)]
    [InlineData("release.yaml", 8)]
    public void A_file_as_people_have_it_is_read(string name, int tasks)
    {
        var file = TaskFile.Read(File.ReadAllText(Path.Combine(Repository.Root, "tests", "fixtures", "grown", name)));

        Assert.Equal([], file.Problems.Select(TaskFile.Line));
        Assert.Equal(tasks, file.Tasks.Count);
    }

    [Theory]
    [InlineData(
        """
        test:
            name: Test
            matrix:
              os: [ linux, alpine ]
              sdk: [ "8", "9" ]
              exclude: [ { os: alpine, sdk: "8" } ]
              include: [ { os: windows, sdk: "9" } ]
            cmd: ./test.sh "$os" "$sdk"
          lint:
            name: Lint
            matrix: { file: { glob: "src/**/*.sh" } }
            cmd: [ shellcheck, "${{ matrix.file }}" ]
          summary: { name: Summary, after: [ test, lint ], cmd: ./summary.sh }
          deploy: { name: Deploy, matrix: { os: [ linux, alpine ] }, after: [ "test[os=${{ matrix.os }}]" ], cmd: ./deploy.sh "$os" }
          all: { name: All, after: "web:*" }
        """)]
    [InlineData(
        """
        meta:
            name: Meta
            results: [ version ]
            cmd: |
              v=$(git describe --always)
              echo "version=$v" >> "$DAGRS_RESULTS"
          image: { name: Image, after: meta, env: { VERSION: "${{ tasks.meta.results.version }}" }, cmd: docker build -t "app:$VERSION" . }
        """)]
    [InlineData("a: { name: A, cmd: x, resources: { cpus: 4, memory: 8G, db: 1 } }\nresources: { db: 1, licence: 3 }")]
    [InlineData(
        """
        init: { name: Data folder, outputs: [], cmd: "rm -rf pg; initdb -D pg -U app >init.log" }
          it:
            name: Integration tests
            matrix: { suite: [ orders, users, admin ] }
            after: init
            inputs: [ "src/**", "it/**", "migrations/**" ]
            retry: 1
            cmd: ./it.sh "$suite"
          dump: { name: Dump the database, when: failure, after: [ it, init ], cmd: 'pg_dump -h localhost -p "$port" -U app app > dump.sql' }
          wipe: { name: Wipe, when: always, after: dump, cmd: rm -rf pg }
        params: { port: { default: "55432" } }
        default: [ it ]
        defaults: { dir: ., timeout: 10m }
        """)]
    public void Every_example_of_the_format_is_read(string tasks) => Assert.Equal([], TaskFile.Wrong($"dagrs:\n  {tasks}\n"));

    [Fact]
    public void The_top_of_a_file_has_everything_at_once() => Assert.Equal([], TaskFile.Wrong(
        """
        params:
          version: "1.0"
          config: { default: Release, choices: [ Debug, Release ], desc: "what is built" }
          target: { required: true, env: DEPLOY_TARGET }
        env-file: .env
        secrets: [ NPM_TOKEN, DEPLOY_KEY ]
        default: [ build ]
        include:
          - shared/lint.yaml
          - { file: web/dagrs.yaml, as: web, set: { mode: ci } }
        resources: { db: 1, licence: 3 }
        """));

    [Fact]
    public void Whatever_stands_under_the_keys_the_file_is_read_or_refused_at_places_in_it()
    {
        var (count, seed) = HowMany();
        for (var i = 0; i < count; i++)
        {
            var text = RandomText(new Random(seed + i));
            try
            {
                Check(text);
            }
            catch (Exception wrong)
            {
                Assert.Fail($"seed {seed + i}:\n{text}\n{wrong}");
            }
        }
    }

    private static void Check(string text)
    {
        var file = WorkflowFile.Parse(text, "flow.yaml");
        Assert.All(file.Problems, problem =>
        {
            Assert.True(problem.Place is { Line: > 0, Column: > 0 }, $"no place is like {problem.Place}");
            Assert.InRange(problem.Place.Column, 1, Math.Max(1, file.Source.Line(problem.Place.Line).Length + 1));
            Assert.DoesNotContain("BUG", problem.Message, StringComparison.Ordinal);
        });
        if (file.Problems.Count == 0)
        {
            Assert.All(file.Tasks.SelectMany(task => task.Open).Concat(file.OpenDefaults).Concat(file.OpenEnvironment), open => Assert.False(open.Template.IsPlain));
        }

        try
        {
            Resolver.Check(file);
        }
        catch (InvalidFileException refused)
        {
            Assert.NotEmpty(refused.Message);
        }
    }

    // Blocks and flow by turns, never deeper than a file would be.
    private static string RandomText(Random random)
    {
        var text = new StringBuilder();
        AddMapping(text, random, 0, ["params", "dagrs", "defaults", "env", "include", "resources", "secrets", "default", "env-file", "x-a"]);
        return text.ToString();
    }

    private static void AddMapping(StringBuilder text, Random random, int depth, string[]? keys = null)
    {
        for (var entries = random.Next(1, 5); entries > 0; entries--)
        {
            var key = random.GetItems(random.Next(5) == 0 ? Keys : keys ?? Keys, 1)[0];
            text.Append(' ', depth * 2).Append(key.StartsWith('$') ? $"'{key}'" : key).Append(':');
            if (depth < 4 && random.Next(3) > (depth > 1 ? 1 : 0))
            {
                text.Append('\n');
                AddMapping(text, random, depth + 1);
            }
            else
            {
                text.Append(' ').Append(random.GetItems(Values, 1)[0]).Append('\n');
            }
        }
    }

    private static (int Count, int Seed) HowMany()
    {
        var asked = Environment.GetEnvironmentVariable("DAGRS_FUZZ")?.Split(',');
        return asked is [var count, var seed]
            ? (int.Parse(count, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture))
            : (Suite.Cases(20_000, few: 4000), 1);
    }
}
