using System.Globalization;
using System.Text;
using Dagrs.Core.Definition;
using Dagrs.Core.Graph;

namespace Dagrs.Core.Tests.Yaml;

/// <summary>
/// Random bytes and random changes of good files: whatever comes, the answer is a graph or a list of problems. To look longer, say
/// how many and from which seed: <c>DAGRS_FUZZ=500000,42 dotnet test</c>.
/// </summary>
public class FuzzTests
{
    private static readonly string[] Pieces =
    [
        "\n", " ", "  ", "\t", ":", ": ", "- ", "? ", ",", "[", "]", "{", "}", "&a ", "*a", "*a ", "<<: ", "<<: *a", "|", "|+\n", ">-\n", "'", "\"", "#", " # ", "!", "!!str ",
        "!<x>", "%YAML 1.2\n", "%TAG ! a:\n", "---", "---\n", "...\n", "@", "`", "~", "null", "dagrs:", "dagrs: ", "x-a: ", "name: ", "after: ", "cmd: ", "endpoints: single\n",
        "\\", "\\x41", "\\ud83d", "\\0", "\r", "\r\n", "\u0085", "\u2028", "\uFEFF", "é", "🚀", "a", "0",
    ];

    private static readonly string[] WordsOfTheParser = ["while scanning", "while parsing", "did not find", "in this context", "found duplicate", "indicator", "scalar"];

    private static readonly byte[][] Seeds =
    [
        .. Directory.GetFiles(Path.GetDirectoryName(TaskFile.Fixture(""))!).Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
        .. new[]
        {
            "x-base: &base { cmd: x, after: [ first ] }\nx-list: &list [ *base, { name: N } ]\ndagrs:\n  first: { name: F, cmd: [ls, -l, 'a b'] }\n  a: { <<: *base, name: A }\n  b: { <<: *list }\n",
            "endpoints: single\ndagrs:\n  a:\n    name: &n \"A\\t\\u00e9\"\n    cmd: |\n      one\n      two $1\n  b:\n    name: *n\n    after: a\n    cmd: >-\n      folded\n      text\n",
            "%YAML 1.2\n---\ndagrs: { 1: { name: 'One', cmd: true }, \"2\": { name: Two, after: [ 1, 1 ] } }\n...\n",
            "dagrs:\n  ? a\n  : name: A\n    cmd: !!str x\n  ? |\n    b\n  : { name: B, after: a } # end\n",
            "dagrs: &all\n  a: &a { name: A, cmd: x }\n  b: *a\n  <<: [ { c: *a }, { d: { <<: { <<: *a } } } ]\n",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    [Fact]
    public void Whatever_the_bytes_are_the_answer_is_a_graph_or_a_list_of_problems()
    {
        var (count, seed) = HowMany();
        var good = 0;
        for (var i = 0; i < count; i++)
        {
            var random = new Random(seed + i);
            var bytes = random.Next(8) == 0 ? Noise(random) : Change(random);
            try
            {
                good += IsGood(bytes) ? 1 : 0;
                ParsedEventTests.AssertSame(bytes);
            }
            catch (Exception wrong)
            {
                Assert.Fail($"seed {seed + i}, the text in base 64 is {Convert.ToBase64String(bytes)}:\n{wrong}");
            }
        }

        Assert.InRange(good, count / 100, count * 9 / 10); // both answers are met
    }

    private static bool IsGood(byte[] bytes)
    {
        try
        {
            var dag = Resolver.Resolve(WorkflowFile.Read(new MemoryStream(bytes), "flow.yaml"));
            CheckGood(dag);
            return true;
        }
        catch (InvalidFileException refused)
        {
            CheckRefused(refused);
            return false;
        }
    }

    private static void CheckGood(Dag dag)
    {
        Assert.NotEmpty(dag.Tasks);
        Assert.Equal(dag.Tasks.Count, dag.Order.Distinct().Count());
        Assert.All(dag.Tasks, task =>
        {
            Assert.NotEmpty(task.Id);
            Assert.NotEmpty(task.Name);
            Assert.All(dag.PredecessorsOf(task), predecessor => Assert.True(predecessor.Index < task.Index));
        });
    }

    private static void CheckRefused(InvalidFileException refused)
    {
        Assert.NotEmpty(refused.Problems);
        Assert.All(refused.Problems, problem =>
        {
            Assert.True(Enum.IsDefined(problem.Code));
            Assert.NotEmpty(problem.Message);
            Assert.DoesNotContain("BUG", problem.Message, StringComparison.Ordinal);
            Assert.All(WordsOfTheParser, word => Assert.DoesNotContain(word, problem.Message, StringComparison.OrdinalIgnoreCase));
            Assert.True(problem.Place == default || problem.Place is { Line: > 0, Column: > 0 }, $"no place is like {problem.Place}");
            Assert.InRange(problem.Place.Line, 0, refused.Text.Bytes.Length + 2);
        });
        Assert.All(refused.Message.Split('\n'), line => Assert.DoesNotContain(line, char.IsControl));
    }

    private static byte[] Noise(Random random)
    {
        if (random.Next(2) == 0)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            return bytes;
        }

        return Encoding.UTF8.GetBytes(string.Concat(random.GetItems(Pieces, random.Next(60))));
    }

    private static byte[] Change(Random random)
    {
        var bytes = Seeds[random.Next(Seeds.Length)].ToList();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = Math.Min(random.Next(random.Next(2) == 0 ? 3 : 40), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                    break;
                case 4:
                    var other = Seeds[random.Next(Seeds.Length)];
                    var from = random.Next(other.Length + 1);
                    bytes.InsertRange(at, other[from..Math.Min(other.Length, from + random.Next(80))]);
                    break;
                case 5:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
            }
        }

        return [.. bytes];
    }

    private static (int Count, int Seed) HowMany()
    {
        var asked = Environment.GetEnvironmentVariable("DAGRS_FUZZ")?.Split(',');
        return asked is [var count, var seed]
            ? (int.Parse(count, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture))
            : (Suite.Cases(5000, few: 1000), 1);
    }
}
