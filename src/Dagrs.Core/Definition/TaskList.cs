namespace Dagrs.Core.Definition;

/// <summary>The tasks of a file as shown to people, and the parameters that can be set for them.</summary>
/// <param name="Tasks">The selected tasks in file order; a task with a matrix appears once, by its id as written.</param>
/// <param name="Parameters">All parameters, including those of included files, by their names on the command line.</param>
/// <param name="Path">The file as it was named.</param>
internal sealed record TaskList(IReadOnlyList<TaskDefinition> Tasks, IReadOnlyList<ParameterDefinition> Parameters, string Path);
