using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Yaml;

/// <summary>Splits a text into words as <see cref="WordSplitter"/> does, but keeps each expression, blanks and quotes included, within one word.</summary>
internal static class OpenWords
{
    /// <summary>The words, or null when a quote is left open.</summary>
    public static IReadOnlyList<string>? Split(string text) => WordSplitter.Split(text, at =>
    {
        if (!text.AsSpan(at).StartsWith(Template.Open))
        {
            return 0;
        }

        new ExpressionParser(text, at + Template.Open.Length).ReadInBraces(at, out var end);
        return end - at;
    });
}
