using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>The one word for what a task runs.</summary>
internal static class KindWords
{
    /// <summary><c>shell</c>, <c>program</c>, <c>group</c> or <c>function</c>.</summary>
    public static string Of(TaskNode task) => task.Work switch { Work.Join => "group", Work.Execute(Command.Shell) => "shell", Work.Execute => "program", _ => "function" };
}
