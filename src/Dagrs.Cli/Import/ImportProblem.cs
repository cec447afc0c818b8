using Dagrs.Core.Definition;
using Dagrs.Core.Model;

namespace Dagrs.Cli.Import;

/// <summary>What is wrong with a file that is to be imported, told as for a file of tasks.</summary>
internal static class ImportProblem
{
    /// <summary>A problem at a place.</summary>
    public static InvalidFileException Of(SourceText source, ProblemCode code, Place place, string message) => new(source, [new(code, place, message)]);

    /// <summary>The value is of another kind than it must be.</summary>
    /// <param name="subject">Whose value, in words.</param>
    /// <param name="wanted">What it must be.</param>
    public static InvalidFileException Kind(SourceText source, Place place, string subject, string wanted) => Of(source, ProblemCode.WrongKind, place, $"{subject} must be {wanted}");
}
