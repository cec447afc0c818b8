// A build script, as one would write it with Bullseye: targets with names, and the command line says which. `dotnet run` makes
// `default`; `dotnet run -- words` makes that target and what it needs; a wrong name is told with what was probably meant.
// It makes a small archive of texts in the folder `dagrs-build` of the temporary folder.
using System.Text;
using Dagrs.Core.Definition;

var output = Path.Combine(Path.GetTempPath(), "dagrs-build");
DagDefinition targets = new(new SourceText("build script", default),
[
    Code("clean", () => { if (Directory.Exists(output)) { Directory.Delete(output, recursive: true); } }),
    Code("texts", WriteTexts, "clean"),
    Shell("words", $"cat '{output}'/*.txt | wc -w", "texts"),
    Shell("archive", $"tar -C '{output}' -cf '{output}/texts.tar' one.txt two.txt", "texts"),
    Shell("check", $"tar -tf '{output}/texts.tar'", "archive"),
    Group("default", "words", "check"),
]);

try
{
    var dag = Resolver.Resolve(targets, args.Length > 0 ? args : ["default"]);
    await foreach (var happened in dag.StreamAsync(new RunOptions { FailureMode = FailureMode.KeepGoing }))
    {
        switch (happened)
        {
            case RunEvent.TaskOutput(var task, _, var bytes):
                Console.Write($"{task}: {Encoding.UTF8.GetString(bytes.Span)}");
                break;
            case RunEvent.TaskFinished(var result):
                Console.WriteLine($"{result.Task}: {(result.State == TaskState.Succeeded ? "done" : result.Outcome?.Words ?? "not run")}");
                break;
            case RunEvent.RunFinished(var report):
                return report.Succeeded ? 0 : 1;
        }
    }
}
catch (UnknownTaskException unknown)
{
    Console.Error.WriteLine(unknown.Message);
}

return 2;

void WriteTexts()
{
    Directory.CreateDirectory(output);
    File.WriteAllText(Path.Combine(output, "one.txt"), "a small text\n");
    File.WriteAllText(Path.Combine(output, "two.txt"), "another one\n");
}

static TaskDefinition Code(string name, Action run, params string[] after) =>
    Group(name, after) with { Action = Work.From(_ => { run(); return null; }) };

static TaskDefinition Shell(string name, string command, params string[] after) => Group(name, after) with { Command = new Command.Shell(command) };

static TaskDefinition Group(string name, params string[] after) =>
    new(new Located<string>(name, default)) { After = [.. after.Select(id => new Located<string>(id, default))] };
