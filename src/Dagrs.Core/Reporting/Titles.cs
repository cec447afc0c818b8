using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>Titles of tasks where both the id and the name matter.</summary>
internal static class Titles
{
    private const int Longest = 100; // characters

    /// <summary><c>'id'</c>, or <c>'id' (name)</c> when the name differs; one line.</summary>
    public static string Of(TaskNode task) => Of(task.Id, task.Name);

    /// <inheritdoc cref="Of(TaskNode)"/>
    public static string Of(string id, string name) => name == id ? $"'{OneLine.Of(id, Longest)}'" : $"'{OneLine.Of(id, Longest)}' ({OneLine.Of(name, Longest)})";

    /// <summary><c>id</c>, or <c>id (name)</c> when the name differs; one line, not cut.</summary>
    public static string Plain(TaskNode task) => Plain(task.Id, task.Name);

    /// <inheritdoc cref="Plain(TaskNode)"/>
    public static string Plain(string id, string name) => name == id ? OneLine.Of(id) : $"{OneLine.Of(id)} ({OneLine.Of(name)})";
}
