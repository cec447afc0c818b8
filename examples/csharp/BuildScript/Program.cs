// A build script, as one would write it with Bullseye: targets with names, and the command line says which. `dotnet run` makes
// `default`; `dotnet run -- words` makes that target and what it needs; a wrong name is told with what was probably meant.
// It makes a small archive of texts in the folder `dagrs-build` of the temporary folder.
using System.Text;

var output = Path.Combine(Path.GetTempPath(), "dagrs-build");
var graph = new DagBuilder();
var clean = graph.Add("clean", () => { if (Directory.Exists(output)) { Directory.Delete(output, recursive: true); } });
var texts = graph.Add("texts", WriteTexts, after: clean);
var there = new TaskOptions { Directory = output };
var words = graph.Add("words", new Command.Shell("cat *.txt | wc -w"), there, texts);
var archive = graph.Add("archive", new Command.Shell("tar -cf texts.tar one.txt two.txt"), there, texts);
var check = graph.Add("check", new Command.Shell("tar -tf texts.tar"), there, archive);
graph.AddGroup("default", words, check);

try
{
    var options = new RunOptions { Targets = args.Length > 0 ? [.. args] : ["default"], FailureMode = FailureMode.KeepGoing };
    await foreach (var happened in graph.Build().StreamAsync(options))
    {
        switch (happened)
        {
            case RunEvent.TaskOutput(var task, _, var bytes):
                Console.Write($"{task}: {Encoding.UTF8.GetString(bytes.Span)}");
                break;
            case RunEvent.TaskFinished(var result):
                Console.WriteLine($"{result.Task}: {(result.State == TaskState.Succeeded ? "done" : result.Words)}");
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
