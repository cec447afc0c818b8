namespace Dagrs.Core.Definition;

/// <summary>The tasks of a file as people are shown them, and what can be set for them.</summary>
/// <param name="Tasks">Those that are selected, in the order of the file, each with a matrix once and by the id that it is written with.</param>
/// <param name="Parameters">All parameters, those of included files too, by the names that the command line knows.</param>
/// <param name="Path">The file as it was named.</param>
internal sealed record TaskList(IReadOnlyList<TaskDefinition> Tasks, IReadOnlyList<ParameterDefinition> Parameters, string Path);
