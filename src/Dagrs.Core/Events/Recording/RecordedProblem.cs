namespace Dagrs.Core.Events.Recording;

/// <summary>One problem with a file or a command line.</summary>
/// <param name="Message">One line in lower case.</param>
/// <param name="Path">The file; null: the command line.</param>
/// <param name="Line">The line in the file, from 1; 0: none.</param>
/// <param name="Column">The column in the file, from 1; 0: none.</param>
/// <param name="Code">The kind of problem, such as <c>DAG011</c>; null: of the command line.</param>
internal sealed record RecordedProblem(string Message, string? Path = null, int Line = 0, int Column = 0, string? Code = null);
