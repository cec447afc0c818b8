// Runs the tasks of a file: examples/yaml/correct.yaml, or the one that is named. To be started in the root of the repository,
// because the commands of that file look for their scripts from there.
using Dagrs.Core.Definition;

try
{
    var dag = WorkflowFile.Load(args.FirstOrDefault() ?? "examples/yaml/correct.yaml");
    var report = await dag.RunAsync();
    foreach (var result in report.Results)
    {
        Console.WriteLine($"{result.Task.Name}: {result.State}");
    }

    Console.WriteLine(report.Succeeded ? "succeeded" : "failed");
    return report.Succeeded ? 0 : 1;
}
catch (InvalidFileException wrong)
{
    Console.Error.WriteLine(wrong.Message); // every problem, each with its place
    return 3;
}
