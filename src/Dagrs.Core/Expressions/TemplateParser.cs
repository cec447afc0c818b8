namespace Dagrs.Core.Expressions;

/// <summary>Finds the expressions within a text. A <c>}}</c> in a quoted text does not end an expression.</summary>
internal static class TemplateParser
{
    /// <summary>The parts of a text; null, with the first error, when an expression in it is wrong.</summary>
    public static IReadOnlyList<TemplatePart>? Read(string text, out ExpressionError? error)
    {
        var parts = new List<TemplatePart>();
        var at = 0;
        for (int open; (open = text.IndexOf(Template.Open, at, StringComparison.Ordinal)) >= 0;)
        {
            if (open > at)
            {
                parts.Add(new(text[at..open], null));
            }

            var parser = new ExpressionParser(text, open + Template.Open.Length);
            if (parser.ReadInBraces(open, out var end) is not { } expression)
            {
                error = parser.Error;
                return null;
            }

            parts.Add(new(text[open..end], expression));
            at = end;
        }

        if (at < text.Length)
        {
            parts.Add(new(text[at..], null));
        }

        error = null;
        return parts;
    }
}
