using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;
using Dagrs.Core.Model;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Reads <c>when</c>: after which outcome a task runs. It also knows the words of other runners.</summary>
internal static class WhenReader
{
    private static readonly (string Meaning, string[] Words)[] Foreign =
    [
        ("success", ["onsuccess", "succeeded", "ifsuccess", "allsuccess", "passed", "ok", "success()", "succeeded()"]),
        ("failure", ["onfailure", "onfail", "failed", "fail", "iffailed", "onerror", "error", "failure()", "failed()"]),
        ("always", ["onexit", "oncomplete", "onstop", "completed", "complete", "finally", "any", "alldone", "always()", "!cancelled()"]),
    ];

    /// <summary>The words.</summary>
    public static (string Word, When Value)[] Words { get; } = [("success", When.Success), ("failure", When.Failure), ("always", When.Always)];

    public static Located<When>? Choice(ValueReader value)
    {
        if (value.Peek() is not Scalar scalar || Mend(scalar.Value) is not { } mend)
        {
            return ChoiceReader.Choice(value, MeaningOf, Words);
        }

        value.Take();
        value.Report(ProblemCode.BadValue, EventCursor.PlaceOf(scalar), $"{value.Subject} must be one of {Quoted.Names(Words.Select(word => word.Word))}, not {Quoted.Name(scalar.Value)}; {mend}");
        return null;
    }

    private static string? Mend(string text) => text switch
    {
        "manual" => "for a question before the run write 'confirm'",
        "never" => "write if: false for a task that never runs",
        _ when Template.HasExpression(text) || text.Contains("==", StringComparison.Ordinal) || text.Contains("!=", StringComparison.Ordinal) => "a condition goes under 'if'",
        _ => null,
    };

    private static string? MeaningOf(string text)
    {
        var bare = text.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return Array.Find(Foreign, foreign => foreign.Words.Contains(bare, StringComparer.OrdinalIgnoreCase)).Meaning;
    }
}
