using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Dagrs.Core.Expressions;

/// <summary>A text with any number of <c>${{ ... }}</c> in it. It does not know where it is used, nor which names are allowed there.</summary>
internal sealed class Template
{
    public const string Open = "${{";
    public const string Close = "}}";
    public const string OpenAsText = "${{ '${{' }}";

    private readonly IReadOnlyList<TemplatePart> _parts;

    private Template(IReadOnlyList<TemplatePart> parts) => _parts = parts;

    /// <summary>True when there is no expression in it.</summary>
    public bool IsPlain => _parts is [] or [{ Expression: null }];

    /// <summary>True for exactly <c>${{ args }}</c>, which expands to as many words as there are.</summary>
    public bool IsArgs => _parts is [{ Expression: Reference { Kind: ReferenceKind.Args } }];

    /// <summary>The expressions in it, in the order of the text.</summary>
    public IEnumerable<Expression> Expressions => IsPlain ? [] : _parts.Select(part => part.Expression).OfType<Expression>();

    /// <summary>All names in it, in the order of the text.</summary>
    public IEnumerable<Reference> References => Expressions.SelectMany(expression => expression.All()).OfType<Reference>();

    /// <summary>A text that parses to this template: as written, except for what was filled in.</summary>
    public string Text => _parts is [{ Expression: null, Text: var plain }] && !HasExpression(plain) ? plain : string.Concat(_parts.Select(part => part.Expression is null ? part.Text.Replace(Open, OpenAsText, StringComparison.Ordinal) : part.Text));

    /// <summary>True for a text that may contain expressions and so must be parsed.</summary>
    public static bool HasExpression(string text) => text.Contains(Open, StringComparison.Ordinal);

    /// <summary>A literal text, whatever it contains.</summary>
    public static Template Of(string text) => new([new(text, null)]);

    /// <summary>Parses a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="template">The template.</param>
    /// <param name="error">The first error in one of its expressions, otherwise.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Template? template, [NotNullWhen(false)] out ExpressionError? error)
    {
        if (!HasExpression(text))
        {
            (template, error) = (text.Length == 0 ? new([]) : Of(text), null);
            return true;
        }

        template = TemplateParser.Read(text, out error) is { } parts ? new Template(parts) : null;
        if (template?.Expressions.SelectMany(expression => expression.All()).FirstOrDefault(part => part is Expression.Call { Function: Function.Exists }) is { } asked)
        {
            template = null;
            error = ExpressionError.At(asked, "'exists' is checked when a task would start, so only 'if' can use it");
        }

        return template is not null;
    }

    /// <summary>The text, when all of it is known. An error takes precedence over what is not known yet.</summary>
    /// <param name="scope">Gives the values.</param>
    /// <param name="write">Formats a value for this text; null: as it is.</param>
    public Evaluated Evaluate(IScope scope, Func<string, string>? write = null)
    {
        var text = new StringBuilder();
        var isOpen = false;
        foreach (var part in _parts)
        {
            switch (part.Expression is null ? null : Evaluation.Needed(part.Expression, scope))
            {
                case null:
                    text.Append(part.Text);
                    break;
                case Evaluated.Known known:
                    text.Append(write is null ? known.Value : write(known.Value));
                    break;
                case Evaluated.Wrong wrong:
                    return wrong;
                default:
                    isOpen = true;
                    break;
            }
        }

        return isOpen ? Evaluated.NotYet : new Evaluated.Known(text.ToString());
    }

    /// <summary>The same template with everything the scope knows replaced by its value.</summary>
    public Template Fill(IScope scope)
    {
        var parts = new List<TemplatePart>();
        var text = new StringBuilder();
        foreach (var part in _parts)
        {
            switch (part.Expression?.Fill(scope))
            {
                case null:
                    text.Append(part.Text);
                    break;
                case Expression.Text known:
                    text.Append(known.Value);
                    break;
                case var rest:
                    AddText(parts, text);
                    parts.Add(ReferenceEquals(rest, part.Expression) ? part : TemplatePart.Of(rest));
                    break;
            }
        }

        AddText(parts, text);
        return new Template(parts);
    }

    private static void AddText(List<TemplatePart> parts, StringBuilder text)
    {
        if (text.Length > 0)
        {
            parts.Add(new(text.ToString(), null));
            text.Clear();
        }
    }
}
