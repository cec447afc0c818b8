using Dagrs.Core.Definition;

namespace Dagrs.Core.Yaml;

/// <summary>Reading cannot go on after this problem. Never leaves this folder.</summary>
internal sealed class UnreadableTextException(Problem problem) : Exception(problem.Message)
{
    public Problem Problem { get; } = problem;
}
