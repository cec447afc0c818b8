using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Expanding;

/// <summary>Where in a file a part of an expression stands, and what is wrong with it as a problem of the file.</summary>
internal static class ExpressionPlace
{
    /// <summary>The place of an error in a text that begins at a place and goes on on the same line.</summary>
    public static Place Of(Place start, ExpressionError error) =>
        start.IsKnown ? new(start.Line, start.Column + error.Column, start.Column + error.Column + Math.Max(error.Length, 1)) : start;

    /// <summary>The problem that an error is.</summary>
    public static Problem Problem(string subject, Place start, ExpressionError error) => new(ProblemCode.Expression, Of(start, error), $"{subject}: {error.Message}")
    {
        Suggestion = error.Unknown is { } unknown ? Model.Suggestion.For(unknown, error.Known) : null,
    };
}
