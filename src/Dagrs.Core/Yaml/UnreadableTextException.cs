using Dagrs.Core.Definition;

namespace Dagrs.Core.Yaml;

/// <summary>A problem after which reading cannot continue. Never leaves this folder.</summary>
internal sealed class UnreadableTextException(Problem problem) : Exception(problem.Message)
{
    public Problem Problem { get; } = problem;
}
