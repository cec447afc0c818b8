namespace Dagrs.Core.Definition;

/// <summary>A problem in an env file. Its message contains no value, because values may be secret.</summary>
/// <param name="Message">One line in lower case.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The character in that line, from 1.</param>
internal sealed record EnvFileProblem(string Message, int Line, int Column);
