// A file format of your own: one task a line, `id,name,ids it comes after,command`. The parser only says what is written where;
// unknown ids, cycles and the like are found, and told with their lines, as they are for YAML. To be started in the root of the
// repository, because two commands look for their scripts from there.
using System.Text;
using Dagrs.Core.Definition;

try
{
    var path = args.FirstOrDefault() ?? Path.Combine(AppContext.BaseDirectory, "tasks.txt");
    var report = await WorkflowFile.Load(path, parser: new CommaParser()).RunAsync();
    Console.WriteLine(string.Join(' ', report.Dag.Order));
    Console.WriteLine(report.Succeeded ? "succeeded" : "failed");
    return report.Succeeded ? 0 : 1;
}
catch (InvalidFileException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 3;
}

/// <summary>Reads lines of four parts with commas between them; the last part may hold commas itself.</summary>
internal sealed class CommaParser : IDefinitionParser
{
    public DagDefinition Parse(SourceText source)
    {
        var tasks = new List<TaskDefinition>();
        var problems = new List<Problem>();
        var lines = Encoding.UTF8.GetString(source.Bytes.Span).Split('\n');
        for (var line = 1; line <= lines.Length; line++)
        {
            var text = lines[line - 1].TrimEnd('\r');
            if (text.Split(',', 4) is [var id, var name, var after, var command])
            {
                var afterColumn = id.Length + name.Length + 3;
                tasks.Add(new TaskDefinition(At(line, 1, id))
                {
                    Name = name,
                    After = [.. after.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => At(line, afterColumn, word))],
                    Command = new Command.Shell(command),
                });
            }
            else if (text.Length > 0)
            {
                problems.Add(new Problem(ProblemCode.Syntax, At(line, 1, text).Place, "a line has four parts: id, name, after, command"));
            }
        }

        return new DagDefinition(source, tasks) { Problems = problems };
    }

    private static Located<string> At(int line, int column, string text) => new(text, new Place(line, column, column + text.Length));
}
