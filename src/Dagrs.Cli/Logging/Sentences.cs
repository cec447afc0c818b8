namespace Dagrs.Cli.Logging;

/// <summary>The messages of the log about a task, as Serilog templates. It knows no task.</summary>
internal static class Sentences
{
    public static Sentence Starts { get; } = new("Executing Task[name: {Name:l}]", "");

    public static Sentence IsNext { get; } = new(
        "Task[name: {Name:l}]",
        " is chosen next: longest path after it: {Height}, direct successors: {Successors}, place in the file: {Position}, others ready: {Others}");

    public static Sentence Runs { get; } = new("Task[name: {Name:l}]", " command: {Command:l}; folder: {Folder:l}; variables of the file: {Variables:l}");

    public static Sentence HasProcess { get; } = new("Task[name: {Name:l}]", " has pid {Pid}, attempt {Attempt} of {Attempts}");

    public static Sentence Warns { get; } = new("Task[name: {Name:l}]", " {Message:l}");

    public static Sentence Retries { get; } = new("Task[name: {Name:l}]", " {Outcome:l} in attempt {Attempt}, trying again in {Delay:l}");

    public static Sentence IsReady { get; } = new("Service ready[name: {Name:l}]", " after {Time:l}");

    public static Sentence IsStopped { get; } = new("Service is stopped[name: {Name:l}]", ": it is no longer needed");

    public static Sentence Succeeds { get; } = new("Task executed successfully. [name: {Name:l}]", " in {Time:l}");

    public static Sentence SucceedsAtLast { get; } = new("Task executed successfully. [name: {Name:l}]", " in {Time:l}, attempt {Attempt}");

    public static Sentence IsNotRun { get; } = new("Task not run[name: {Name:l}]", ". {Reason:l}");

    public static Sentence IsSkipped { get; } = new("Task skipped[name: {Name:l}]", ". {Reason:l}");

    public static Sentence IsUpToDate { get; } = new("Task up to date[name: {Name:l}]", "");

    public static Sentence IsRestored { get; } = new("Task up to date[name: {Name:l}]", ". {Reason:l}");

    public static Sentence IsToRun { get; } = new("Task runs[name: {Name:l}]", ". {Reason:l}");

    public static Sentence IsCanceled { get; } = new("Task canceled[name: {Name:l}]", " after {Time:l}");

    public static Sentence FailsAllowed { get; } = new("Task failed, allowed[name: {Name:l}]", ". {Outcome:l}");

    public static Sentence Fails { get; } = new("Task failed[name: {Name:l}]", ". {Outcome:l}");

    /// <summary>A template, and a variant with the id after the name.</summary>
    /// <param name="head">The text before the name.</param>
    /// <param name="tail">The text after it.</param>
    public sealed class Sentence(string head, string tail)
    {
        public string Bare { get; } = head + tail;

        public string WithId { get; } = head + " {Id:l}" + tail;
    }
}
