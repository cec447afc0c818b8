using Dagrs.Core;
using Dagrs.Core.Definition;

namespace Dagrs.Cli.Import;

/// <summary>An imported file as text that <c>dagrs check</c> accepts: what it rejects is left out, with a note in its place.</summary>
internal static class AcceptedYaml
{
    private const int MostRounds = 50;
    private const string Failing = "echo 'TODO dagrs: see the task file' >&2; exit 1";

    /// <exception cref="InvalidFileException">It cannot be repaired.</exception>
    public static ImportedYaml Of(ImportedFile file)
    {
        for (var round = 1; ; round++)
        {
            ImportedGraph.Mend(file);
            var written = new ImportedYaml().Write(file);
            try
            {
                Resolver.Check(WorkflowFile.Parse(written.ToString(), "dagrs.yaml"));
                return written;
            }
            catch (InvalidFileException wrong) when (round < MostRounds && LeaveOut(file, wrong.Problems, written))
            {
            }
        }
    }

    private static bool LeaveOut(ImportedFile file, IReadOnlyList<Problem> problems, ImportedYaml written)
    {
        var isLess = false;
        foreach (var (spot, reason) in problems.Select(problem => (Spot: written.At(problem.Place.Line), problem.Message)).Where(found => found.Spot is not null).DistinctBy(found => found.Spot))
        {
            isLess |= spot!.Value.Task is { } id ? LeaveOut(file, file.Find(id), spot.Value.Key, reason) : LeaveOut(file, spot.Value.Key, reason);
        }

        return isLess;
    }

    private static bool LeaveOut(ImportedFile file, string key, string reason)
    {
        var name = key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..];
        switch (key.Split('.')[0])
        {
            case "params":
                file.Parameters.RemoveAll(parameter => parameter.Name == name);
                break;
            case "env":
                file.Env.RemoveAll(pair => pair.Key == name);
                break;
            case "env-file":
                file.EnvFiles.Clear();
                break;
            case "secrets":
                file.Secrets.Clear();
                break;
            case "default":
                file.Default = null;
                break;
            default:
                file.Shell = null;
                break;
        }

        file.Todo($"'{key}' is left out: {reason}");
        return true;
    }

    private static bool LeaveOut(ImportedFile file, ImportedTask? task, string key, string reason)
    {
        if (task is null)
        {
            return false;
        }

        if (key == "" || key == "name" && task.Name == task.Id)
        {
            file.Tasks.Remove(task);
            file.Todo($"task '{task.Id}' is left out: {reason}");
        }
        else
        {
            task.Todo($"'{key}' is left out: {reason}{(Take(task, key) is { Length: > 0 } value ? $": {value}" : "")}", key.Split('.')[0]);
        }

        return true;
    }

    /// <returns>The old value.</returns>
    private static string Take(ImportedTask task, string key)
    {
        var value = "";
        switch (key)
        {
            case "name":
                (value, task.Name) = (task.Name, task.Id);
                break;
            case "desc":
                (value, task.Desc) = (task.Desc!, null);
                break;
            case "after":
                (value, task.After) = (string.Join(' ', task.After), []);
                break;
            case "when":
                (value, task.When) = (task.When!, null);
                break;
            case "if":
                (value, task.If) = (task.If!, task.If == "false" ? null : "false"); // better never than always
                break;
            case "confirm":
                (value, task.Confirm) = (task.Confirm!, null);
                break;
            case "matrix":
                task.Matrix = null;
                break;
            case "interactive":
                task.IsInteractive = false;
                break;
            case "service":
                (task.IsService, task.ReadyLog) = (false, null);
                break;
            case "ready":
                (value, task.ReadyLog) = (task.ReadyLog!, null);
                break;
            case "inputs":
                (value, task.Inputs) = (string.Join(' ', task.Inputs!), null);
                break;
            case "outputs":
                (value, task.Outputs) = (string.Join(' ', task.Outputs!), null);
                break;
            case "env-inputs":
                value = string.Join(' ', task.EnvInputs);
                task.EnvInputs.Clear();
                break;
            case "cache":
                (task.IsCached, task.CleansItself) = (false, false);
                break;
            case "clean":
                task.CleansItself = false;
                break;
            case "env-file":
                value = string.Join(' ', task.EnvFiles);
                task.EnvFiles.Clear();
                break;
            case "secrets":
                value = string.Join(' ', task.Secrets);
                task.Secrets.Clear();
                break;
            case "dir":
                (value, task.Dir) = (task.Dir!, null);
                break;
            case "shell":
                (value, task.Shell) = (string.Join(' ', task.Shell!), null);
                break;
            case "timeout":
                (value, task.Timeout) = (task.Timeout!, null);
                break;
            case "allow-failure":
                task.MayFail = false;
                break;
            case "cmd":
                // A task without its command would do nothing and succeed.
                (value, task.Command) = (task.Command!, Failing);
                break;
            default:
                var name = key["env.".Length..];
                value = task.Env.Find(pair => pair.Key == name).Value ?? "";
                task.Env.RemoveAll(pair => pair.Key == name);
                break;
        }

        return value;
    }
}
