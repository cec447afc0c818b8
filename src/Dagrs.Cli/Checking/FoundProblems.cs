using Dagrs.Core.Definition;

namespace Dagrs.Cli.Checking;

/// <summary>The result of a check.</summary>
/// <param name="Source">The text that contains the problems.</param>
/// <param name="Problems">All problems and notes; empty when the file is valid.</param>
internal sealed record FoundProblems(SourceText Source, IReadOnlyList<Problem> Problems);
