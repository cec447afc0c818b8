using Dagrs.Core.Definition;
using Dagrs.Core.Model;

namespace Dagrs.Cli.Import;

/// <summary>Problems of a file to be imported, reported like those of a task file.</summary>
internal static class ImportProblem
{
    /// <summary>A problem at a place.</summary>
    public static InvalidFileException Of(SourceText source, ProblemCode code, Place place, string message) => new(source, [new(code, place, message)]);

    /// <summary>A value of the wrong kind.</summary>
    /// <param name="subject">The owner of the value, for the message.</param>
    /// <param name="wanted">What it must be.</param>
    public static InvalidFileException Kind(SourceText source, Place place, string subject, string wanted) => Of(source, ProblemCode.WrongKind, place, $"{subject} must be {wanted}");
}
