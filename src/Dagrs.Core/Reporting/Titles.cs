using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>How a task is called where both its id and its name matter.</summary>
internal static class Titles
{
    private const int Longest = 100; // characters

    /// <summary><c>'id'</c>, or <c>'id' (name)</c> when the name says more; one line.</summary>
    public static string Of(TaskNode task) => Of(task.Id, task.Name);

    /// <summary>The same of the two.</summary>
    public static string Of(string id, string name) => name == id ? $"'{OneLine.Of(id, Longest)}'" : $"'{OneLine.Of(id, Longest)}' ({OneLine.Of(name, Longest)})";

    /// <summary><c>id</c>, or <c>id (name)</c> when the name says more; one line, whole.</summary>
    public static string Plain(TaskNode task) => Plain(task.Id, task.Name);

    /// <summary>The same of the two.</summary>
    public static string Plain(string id, string name) => name == id ? OneLine.Of(id) : $"{OneLine.Of(id)} ({OneLine.Of(name)})";
}
