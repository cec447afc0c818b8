using Dagrs.Core.Definition;

namespace Dagrs.Cli.Checking;

/// <summary>What a check has found.</summary>
/// <param name="Source">The text the problems are in.</param>
/// <param name="Problems">All of them, and notes; none when the file is right.</param>
internal sealed record FoundProblems(SourceText Source, IReadOnlyList<Problem> Problems);
