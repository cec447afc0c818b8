using System.Text;
using Dagrs.Cli.Import;
using Dagrs.Cli.Import.GitHub;
using Dagrs.Cli.Import.GoTask;
using Dagrs.Cli.Import.Make;
using Dagrs.Cli.Import.Npm;
using Dagrs.Cli.Tests.Support;
using Dagrs.Core;
using Dagrs.Core.Definition;

namespace Dagrs.Cli.Tests.Import;

/// <summary>
/// Whatever a file is changed into: either its problems are told, each with its place, or <c>check</c> accepts the result. In this process, since thousands of
/// starts would take hours.
/// </summary>
public sealed class ImportMutationTests
{
    private const int Mutations = 60; // of each of forty files

    private const string Letters = "\t \n:#$(){}[]'\"\\-*&!|>%@`,~;=\u00A0\u2028\uFEFF\u0007\uFFFFé漢";

    private static readonly string[] Words = ["$(", "${{ ", " }}", "{{.X}}", "\\\n", "<<EOF\n", "'", "\"", "%", "\n\t", ": ", " # ", "$@", "../", "matrix", "needs", "null", "~", "<<: ", "&a ", "*a", "\r\n", "if", "export "];

    public static TheoryData<string> Kinds { get; } = ["make", "go-task", "npm", "github"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whatever_is_printed_is_accepted(string kind)
    {
        foreach (var folder in Directory.GetDirectories(Path.Combine(Paths.Repository, "tests", "fixtures", "import", kind)))
        {
            var name = Path.GetFileName(folder);
            var text = new ImportedFixture(kind, name).Text;
            var random = new Random(text.Length);
            for (var round = 0; round < Mutations; round++)
            {
                var mutant = Mutated(text, random);
                Try(kind, mutant);
            }
        }
    }

    private static void Try(string kind, string text)
    {
        var source = new SourceText("x", Encoding.UTF8.GetBytes(text));
        string written;
        try
        {
            written = AcceptedYaml.Of(kind switch
            {
                "make" => MakefileImport.Read(source),
                "go-task" => TaskfileImport.Read(source),
                "npm" => PackageJsonImport.Read(source),
                _ => WorkflowImport.Read(source),
            }).ToString();
        }
        catch (InvalidFileException told)
        {
            Assert.All(told.Problems, problem => Assert.True(problem.Place.IsKnown && told.Text.Path == "x", $"{problem.Message} has no place in:\n{text}"));
            return;
        }
        catch (Exception wrong)
        {
            throw new InvalidOperationException($"it fails with {wrong.GetType().Name} for:\n{text}", wrong);
        }

        Resolver.Check(WorkflowFile.Parse(written));
    }

    private static string Mutated(string text, Random random)
    {
        var mutant = new StringBuilder(text);
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var (at, other) = (random.Next(mutant.Length), random.Next(text.Length));
            var length = Math.Min(random.Next(1, 30), mutant.Length - at);
            switch (random.Next(4))
            {
                case 0:
                    mutant.Remove(at, length);
                    break;
                case 1:
                    mutant.Insert(at, text.AsSpan(other, Math.Min(random.Next(1, 60), text.Length - other)));
                    break;
                case 2:
                    mutant[at] = Letters[random.Next(Letters.Length)];
                    break;
                default:
                    mutant.Insert(at, Words[random.Next(Words.Length)]);
                    break;
            }

            if (mutant.Length == 0)
            {
                mutant.Append(' ');
            }
        }

        return mutant.ToString();
    }
}
