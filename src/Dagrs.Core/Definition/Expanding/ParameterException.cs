namespace Dagrs.Core.Definition.Expanding;

/// <summary>The values given for parameters are wrong, or some are missing. Lists every problem.</summary>
/// <param name="problems">One line each.</param>
internal sealed class ParameterException(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    /// <summary>One line each: lower case, no full stop.</summary>
    public IReadOnlyList<string> Problems => problems;
}
