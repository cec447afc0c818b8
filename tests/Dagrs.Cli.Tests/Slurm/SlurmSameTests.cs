using System.Text.RegularExpressions;
using Dagrs.Cli.Tests.Support;
using Xunit.Abstractions;

namespace Dagrs.Cli.Tests.Slurm;

/// <summary>The same file here and on the cluster: the same lines, the same states, the same exit code. Only the order may differ, and what is not there is not there on a node.</summary>
public sealed partial class SlurmSameTests(SlurmClusters clusters, ITestOutputHelper says) : SlurmTest(clusters)
{
    [SlurmFact]
    public Task Ends_are_told_alike() => CompareAsync(
        1,
        """
        dagrs:
          zero: { name: Zero, cmd: exit 0 }
          three: { name: Three, cmd: exit 3 }
          most: { name: Most, cmd: exit 255 }
          kill: { name: Kill, cmd: 'kill -KILL $$' }
          term: { name: Term, cmd: 'kill -TERM $$' }
          segv: { name: Segv, cmd: 'kill -SEGV $$' }
          int: { name: Int, cmd: 'kill -INT $$' }
          gone: { name: Gone, cmd: [ no-such-program ] }
          path: { name: Path, cmd: [ /no/such/program ] }
          plain: { name: Plain, cmd: [ ./plain ] }
          folder: { name: Folder, cmd: [ ./sub ] }
          interpreter: { name: Interpreter, cmd: [ ./odd ] }
          nowhere: { name: Nowhere, dir: no/such/folder, cmd: pwd }
          late: { name: Late, timeout: 1s, cmd: sleep 60 }
          again: { name: Again, retry: 2, cmd: 'echo "attempt $DAGRS_ATTEMPT"; test "$DAGRS_ATTEMPT" = 3' }
          never: { name: Never, retry: 1, cmd: 'echo "attempt $DAGRS_ATTEMPT"; exit 7' }
          allowed: { name: Allowed, allow-failure: true, cmd: exit 9 }
          after: { name: After, after: allowed, cmd: echo after }
          missing: { name: Missing, after: three, cmd: echo never }
          when: { name: When, after: three, when: failure, cmd: echo it failed }
          always: { name: Always, after: three, when: always, cmd: echo always }
          if: { name: If, if: "${{ params.no == 'yes' }}", cmd: echo never }
        params: { no: { default: "" } }
        """,
        "-k");

    [SlurmFact]
    public Task What_is_handed_on_arrives() => CompareAsync(
        0,
        """
        dagrs:
          text: { name: Text, cmd: "printf 'x  y\\n\\nz'; echo to the side >&2" }
          bytes: { name: Bytes, cmd: "printf '\\377\\001b'" }
          nothing: { name: Nothing, cmd: "true" }
          take: { name: Take, after: [ text, nothing, bytes ], cmd: 'odd=$(printf "%s" "$3" | od -An -tx1); printf "%s|%s|%s|%s|%s\n" "$0" "$#" "$1" "$2" "$odd"' }
          list: { name: List, after: text, cmd: [ printf, '<%s>\n', "it's", 'a "b" $c', "", "  ", "*" ] }
          give: { name: Give, results: [ n, lines ], cmd: 'printf "n=1,2\nlines<<E\na\n\nb\nE\n" >> "$DAGRS_RESULTS"' }
          results: { name: Results, after: give, env: { N: "${{ tasks.give.results.n }}", L: "${{ tasks.give.results.lines }}" }, cmd: 'printf "%s|%s|\n" "$N" "$L"' }
          matrix: { name: Matrix, matrix: { of: [ a, b ], to: [ 1, 2 ] }, cmd: 'echo "$of $to"' }
          all: { name: All, after: "matrix*", cmd: 'echo "$1"' }
          input: { name: Input, cmd: 'cat; echo end' }
          place: { name: Place, dir: sub, cmd: 'basename "$PWD"; ls' }
          bash: { name: Bash, shell: bash, cmd: 'a=(1 2 3); echo "${a[1]}"' }
          ragged: { name: Ragged, cmd: printf 'no end' }
          large: { name: Large, cmd: 'seq 1 20000' }
          sum: { name: Sum, after: large, cmd: 'printf %s "$1" | wc -lc' }
          shell: { name: Shell, cmd: [ ./plain-shell, one ] }
          group: { name: Group, cmd: 'ps -o stat= -p $$ | cut -c 1; trap; ls /proc/self/fd | wc -l' }
        """);

    public static TheoryData<string> EachExample() => [.. Example.All.Select(example => example.Name)];

    // The approved transcript is that of one task at a time, so what a line says of others that run beside it may differ.
    [SlurmTheory]
    [MemberData(nameof(EachExample))]
    public async Task Every_example_says_and_does_what_it_does_here(string name)
    {
        var example = Example.All.Single(each => each.Name == name);
        if (example.MissingTool is { } missing)
        {
            says.WriteLine($"left out: examples/yaml/{name}.yaml, which needs {missing}; there is none on this machine");
            return;
        }

        await UseOneNetworkAsync();
        var ran = await example.RunAsync(test => test.Environment("SLURM_CONF", Cluster.Configuration), "--executor", "slurm");
        AssertSame(File.ReadAllText(Paths.OfTests("approved", $"example-{name}.txt")), example.Shown(ran));
        Assert.Empty(await Cluster.QueueAsync());
    }

    private async Task CompareAsync(int exitCode, string yaml, params string[] arguments)
    {
        Folder.Write("plain", "echo not for running\n");
        Folder.Write("sub/file", "");
        Folder.WriteProgram("plain-shell", "");
        Folder.Write("plain-shell", "echo \"by the shell: $1\"\n");
        Folder.WriteProgram("odd", "");
        Folder.Write("odd", "#!/no/such/interpreter\n");
        var here = await Free(DagrsTest.Of(yaml, ["--executor", "direct", .. arguments])).ExitsWith(exitCode).RunAsync();
        var there = await RunOf(yaml, arguments).ExitsWith(exitCode).RunAsync();
        AssertSame(Normal.Text(here.Out), Normal.Text(there.Out));
        Assert.Equal(here.Counts, there.Counts);
        await AssertNothingIsLeftAsync();
    }

    private static void AssertSame(string here, string there)
    {
        var (expected, actual) = (Sorted(here), Sorted(there));
        Assert.True(
            expected.SequenceEqual(actual),
            $"only here:\n{string.Join('\n', expected.Except(actual))}\nonly there:\n{string.Join('\n', actual.Except(expected))}\nthere all of it:\n{there}");
    }

    // Of failures the first ones are shown whole, and which these are depends on the order.
    private static string[] Sorted(string text) =>
    [
        .. OnNode().Replace(text, "").Split('\n').Where(line => line.Length > 0 && !line.StartsWith("  ", StringComparison.Ordinal)).Select(line => Place().Replace(line, "")).Order(StringComparer.Ordinal),
    ];

    [GeneratedRegex(@", at [^ ]+:\d+$")]
    private static partial Regex Place();

    [GeneratedRegex(" on node n[1-4]")]
    private static partial Regex OnNode();
}
