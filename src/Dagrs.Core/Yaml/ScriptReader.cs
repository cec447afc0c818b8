using System.Globalization;
using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;
using Dagrs.Core.Model;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>
/// Rejects expressions in texts that an interpreter reads, and suggests what to write instead: a value pasted into a script would be read as code
/// (injection). Without a shell, the words of a text may contain them.
/// </summary>
internal static class ScriptReader
{
    private const int MostTold = 100; // expressions reported per text, because each is searched for in it

    private const string OtherVariable = "the variable '{0}'";

    /// <summary>Reports the words of a list that an interpreter reads, and drops their expressions.</summary>
    /// <param name="value">The reader.</param>
    /// <param name="words">The words.</param>
    /// <param name="part">The part that they belong to.</param>
    public static void CheckList(ValueReader value, IReadOnlyList<string> words, OpenPart part)
    {
        if (value.Open.Count == 0)
        {
            return;
        }

        var programs = ScriptCall.In(words).ToDictionary(call => call.Index, call => call.Program);
        foreach (var open in programs.Count == 0 ? [] : value.Open.FindAll(IsScript))
        {
            foreach (var expression in open.Template.Expressions)
            {
                var at = open.Place.Column + words[open.Index].LastIndexOf(Template.Open, expression.Column, StringComparison.Ordinal);
                Report(value, open.Place with { Column = at, EndColumn = at + Template.Open.Length }, programs[open.Index], Mend(programs[open.Index], expression));
            }
        }

        value.Open.RemoveAll(IsScript);

        bool IsScript(OpenValue open) => open.Part == part && programs.ContainsKey(open.Index);
    }

    /// <summary>Checks the texts with expressions, now that all shells are known.</summary>
    /// <param name="value">The reader.</param>
    /// <param name="tasks">All tasks, without the expressions of those texts.</param>
    /// <param name="defaults">The shell of tasks that set none.</param>
    public static IReadOnlyList<TaskDefinition> Finish(ValueReader value, IReadOnlyList<TaskDefinition> tasks, Interpreter? defaults)
    {
        if (value.Scripts.Count == 0)
        {
            return tasks;
        }

        var finished = tasks.ToArray();
        foreach (var (index, text) in value.Scripts)
        {
            var task = finished[index];
            (value.Task, value.Key) = (task.Id.Value, "cmd");
            var shell = task.Settings.Shell ?? defaults ?? Interpreter.Sh;
            if (shell != Interpreter.None)
            {
                Refuse(value, text, shell.Words[0]);
            }
            else if (ExpressionReader.Template(value, text) is { } template && OpenWords.Split(text.Value) is { Count: > 0 } words)
            {
                CheckWords(value, text, template.Value, words);
                finished[index] = task with { Command = new Command.Program(words), Open = [.. task.Open, .. Open(words, ScalarPlace.Start(text, value.Source))] };
            }
        }

        (value.Task, value.Key) = (null, null);
        return finished;
    }

    // Splitting keeps the expressions in their order.
    private static void CheckWords(ValueReader value, Scalar text, Template template, IReadOnlyList<string> words)
    {
        var programs = ScriptCall.In(words).ToDictionary(call => call.Index, call => call.Program);
        var expressions = new Queue<Expression>(template.Expressions);
        foreach (var (index, word) in words.Index())
        {
            var count = Template.HasExpression(word) && Template.TryParse(word, out var part, out _) ? part.Expressions.Count() : 0;
            for (; count > 0 && expressions.TryDequeue(out var expression); count--)
            {
                if (programs.TryGetValue(index, out var program))
                {
                    Report(value, value.PlaceIn(text, text.Value.LastIndexOf(Template.Open, expression.Column, StringComparison.Ordinal), Template.Open.Length), program, Mend(program, expression));
                }
            }
        }
    }

    private static IEnumerable<OpenValue> Open(IReadOnlyList<string> words, Place place)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (Template.HasExpression(words[i]) && Template.TryParse(words[i], out var template, out _))
            {
                yield return new(OpenPart.Word, template, place) { Index = i };
            }
        }
    }

    /// <summary>Reports each expression in a text that an interpreter reads.</summary>
    public static void Refuse(ValueReader value, Scalar text, string program)
    {
        if (!Template.TryParse(text.Value, out var template, out _))
        {
            ReportAt(text.Value.IndexOf(Template.Open, StringComparison.Ordinal), OfOther(program, "VALUE", "${{ ... }}"));
            return;
        }

        foreach (var expression in template.Expressions.Take(MostTold))
        {
            ReportAt(text.Value.LastIndexOf(Template.Open, expression.Column, StringComparison.Ordinal), Mend(program, expression));
        }

        void ReportAt(int at, string mend) => Report(value, value.PlaceIn(text, at, Template.Open.Length), program, mend);
    }

    private static void Report(ValueReader value, Place place, string program, string mend) => value.Report(
        ProblemCode.ScriptExpression,
        place,
        $"{value.Subject}: a script for {Quoted.Name(program)} cannot contain expressions, because their values would become part of the script; {mend}");

    private static string Mend(string program, Expression expression) => expression is not Reference reference
        ? OfOther(program, "VALUE", $"{Template.Open} {expression} {Template.Close}")
        : reference.Kind switch
        {
            ReferenceKind.Parameter or ReferenceKind.Matrix or ReferenceKind.Variable when IsVariable(reference.Name) => $"write {Variable(program, reference.Name)}",
            ReferenceKind.Root => $"write {Variable(program, "DAGRS_ROOT")}",
            ReferenceKind.Here => $"write {Variable(program, "DAGRS_HERE")}",
            ReferenceKind.Args => $"write {Variable(program, "DAGRS_ARGS")}",
            ReferenceKind.TaskResult => OfOther(program, NameFor(reference.Result), $"{Template.Open} {reference} {Template.Close}"),
            ReferenceKind.TaskState => OfOther(program, "STATE", $"{Template.Open} {reference} {Template.Close}"),
            _ => OfOther(program, NameFor(reference.ToString()), $"{Template.Open} {reference} {Template.Close}"),
        };

    private static string OfOther(string program, string name, string expression) =>
        $"write {Variable(program, name)}, and beside 'cmd' add env: {{ {name}: \"{OneLine.Of(expression, 100)}\" }}";

    private static string Variable(string program, string name) =>
        string.Format(CultureInfo.InvariantCulture, ScriptCall.VariableOf(program) ?? OtherVariable, name);

    private static bool IsVariable(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(IsOfVariable);

    private static string NameFor(string name)
    {
        var words = new string([.. name.Select(letter => IsOfVariable(letter) ? char.ToUpperInvariant(letter) : '_')]).TrimStart('_', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return words.Length is > 0 and < 40 ? words : "VALUE";
    }

    private static bool IsOfVariable(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '_';
}
