using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Expanding;

/// <summary>The position of a part of an expression in a file, and an expression error as a problem of the file.</summary>
internal static class ExpressionPlace
{
    /// <summary>The position of an error in a single-line expression that starts at a given position.</summary>
    public static Place Of(Place start, ExpressionError error) =>
        start.IsKnown ? new(start.Line, start.Column + error.Column, start.Column + error.Column + Math.Max(error.Length, 1)) : start;

    /// <summary>Turns an error into a problem.</summary>
    public static Problem Problem(string subject, Place start, ExpressionError error) => new(ProblemCode.Expression, Of(start, error), $"{subject}: {error.Message}")
    {
        Suggestion = error.Unknown is { } unknown ? Model.Suggestion.For(unknown, error.Known) : null,
    };
}
