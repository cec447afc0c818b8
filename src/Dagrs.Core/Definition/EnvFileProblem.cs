namespace Dagrs.Core.Definition;

/// <summary>What is wrong in a file of variables. Its words hold no value, because values may be secret.</summary>
/// <param name="Message">One line of lower-case words.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The character in that line, from 1.</param>
internal sealed record EnvFileProblem(string Message, int Line, int Column);
