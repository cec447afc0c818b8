using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Expanding;

/// <summary>
/// Evaluates the expressions of one task, and merges its variables. What depends on other tasks stays an expression, and so does what has no value
/// while none is needed. For a single call.
/// </summary>
/// <param name="filler">Collects problems and missing parameters.</param>
/// <param name="task">The task.</param>
/// <param name="scope">Its file.</param>
/// <param name="names">The meaning of names in its expressions.</param>
internal sealed partial class TaskFiller(Filler filler, TaskDefinition task, FileScope scope, InstanceScope names)
{
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly List<(string Name, Template Value)> _lateVariables = [];
    private readonly List<(int Index, Template Word)> _lateWords = [];
    private readonly List<(OpenPart Part, int Index, Template Value)> _lateService = [];
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal); // variables that still contain their expression
    private string? _name;
    private string? _description;
    private Command? _command;
    private TaskSettings _settings = task.Settings.Over(scope.File.Defaults);

    private string Subject => $"task {Quoted.Name(task.Id.Value)}";

    public FilledTask Fill()
    {
        FillValues();
        FillWords();
        FillService();
        FillCluster();
        AddVariables();
        if (task.Instance?.Family.IsOpen == true)
        {
            filler.Note(scope, task.Matrix!.Templates);
        }

        var (condition, skipped) = Decide();
        var late = _lateVariables.Count + _lateWords.Count + _lateService.Count == 0 && condition is null ? null : new LateValues { Variables = _lateVariables, Words = _lateWords, Service = _lateService, If = condition };
        var closed = task with { Name = _name ?? task.Name, Description = _description ?? task.Description, Command = _command ?? task.Command };
        var filled = new FilledTask(closed, _settings with { Environment = _variables })
        {
            Late = late,
            SkippedBecause = skipped,
            Confirm = task.Confirm is { } confirm ? Text(confirm.Value, confirm.Place, "'confirm'") : null,
        };
        return task.HasFiles ? new FileFiller(filler, task, scope).Fill(filled, Pattern) : filled;
    }

    private void FillValues()
    {
        foreach (var open in OpenValues())
        {
            switch (open.Part)
            {
                case OpenPart.Name:
                    _name = Text(open);
                    break;
                case OpenPart.Description:
                    _description = Text(open);
                    break;
                case OpenPart.Directory:
                    _settings = _settings with { Directory = Text(open) };
                    break;
                case OpenPart.Timeout when Known(open) is { } text:
                    var wrong = Duration.TryParse(text, out var limit);
                    Report(open, wrong is null ? null : $"'timeout' of {Subject}: {Quoted.Name(text)} {wrong}");
                    _settings = _settings with { Timeout = limit > TimeSpan.Zero ? limit : null };
                    break;
                case OpenPart.Resource when Known(open) is { } amount:
                    var problem = Amount.TryParse(open.Key, amount, out var number);
                    Report(open, problem is null ? null : $"'resources' of {Subject}: {Quoted.Name(amount)} {problem}");
                    _settings = _settings with { Resources = new Dictionary<string, long>(_settings.Resources, StringComparer.Ordinal) { [open.Key] = Math.Max(number, 1) } };
                    break;
            }
        }

        if (task.Instance is { Values.Length: > 0 } instance && !NamesMatrix())
        {
            _name = $"{_name ?? task.Name} [{string.Join(", ", instance.Values)}]";
        }
    }

    // Those of the task, and those defaults that it does not override.
    private IEnumerable<OpenValue> OpenValues() => task.Open.Concat(scope.File.OpenDefaults.Where(open => open.Part switch
    {
        OpenPart.Directory => task.Settings.Directory is null,
        OpenPart.Timeout => task.Settings.Timeout is null && task.Open.All(own => own.Part != OpenPart.Timeout),
        OpenPart.Resource => task.Settings.Resources.Count == 0 && task.Open.All(own => own.Part != OpenPart.Resource),
        _ => false, // variables have layers of their own
    }));

    private bool NamesMatrix() => task.Open.Any(open => open.Part == OpenPart.Name && open.Template.References.Any(reference => reference.Kind == ReferenceKind.Matrix));

    private void FillWords()
    {
        if (task.Command is not Command.Program(var words) || task.Open.All(open => open.Part != OpenPart.Word))
        {
            return;
        }

        var filled = new List<string>();
        for (var i = 0; i < words.Count; i++)
        {
            var open = task.Open.FirstOrDefault(open => open.Part == OpenPart.Word && open.Index == i);
            if (open?.Template.IsArgs == true && scope.Arguments is { } arguments)
            {
                filled.AddRange(arguments);
            }
            else if (open is not null && IsLate(open.Template, open.Place, out var rest))
            {
                _lateWords.Add((filled.Count, rest));
                filled.Add(rest.Text);
            }
            else
            {
                filled.Add(open is null ? words[i] : Text(open));
            }
        }

        _command = new Command.Program(filled);
    }

    private void FillService()
    {
        if (_settings.Service is not { } service)
        {
            return;
        }

        foreach (var open in task.Open)
        {
            if (open.Part is not (OpenPart.Ready or OpenPart.ReadyWord or OpenPart.StopWord))
            {
                continue;
            }

            var isLate = IsLate(open.Template, open.Place, out var rest);
            var text = isLate ? rest.Text : Text(open);
            if (isLate)
            {
                _lateService.Add((open.Part, open.Index, rest));
            }
            else if (open.Part == OpenPart.Ready && Evaluate(open.Template, open.Place, Subject) is { } known && ReadyCheck.ProblemOf(service.Ready!.Kind, known) is { } problem)
            {
                Report(open, $"'ready' of {Subject}: {Quoted.Name(known)} {problem}");
            }

            service = service.With(open.Part, open.Index, text);
        }

        _settings = _settings with { Service = service };
    }

    private (Condition? Late, string? Skipped) Decide()
    {
        var empty = task.Instance?.Family.IsEmpty == true ? "its matrix is empty" : null;
        if (task.If is not { } condition)
        {
            return (null, empty);
        }

        switch (condition.Value.Evaluate(names))
        {
            case Evaluated.Known known:
                return (null, empty ?? (known.IsTrue ? null : $"its condition is false: {condition.Value.Text}"));
            case Evaluated.Wrong wrong:
                Report(ExpressionPlace.Problem($"'if' of {Subject}", condition.Place, wrong.Error));
                return (null, empty);
            default:
                NoteMissing(condition.Value.Expression.All().OfType<Reference>());
                return (condition.Value.Fill(names), empty);
        }
    }

    private bool IsLate(Template template, Place place, out Template rest)
    {
        rest = template;
        if (template.References.All(reference => !reference.IsOfTask) || Evaluate(template, place, Subject) is not null)
        {
            return false;
        }

        rest = template.Fill(names);
        return true;
    }

    private string? Known(OpenValue open) => Evaluate(open.Template, open.Place, Subject);

    private string Text(OpenValue open) => Text(open.Template, open.Place, Subject);

    private string Text(Template template, Place place, string subject) => Evaluate(template, place, subject) ?? template.Fill(names).Text;

    // A value is not a pattern: a file found by a matrix may have any name.
    private string Pattern(Template template, Place place, string subject) => Evaluate(template, place, subject, FilePatternParser.Literally) ?? template.Fill(names).Text;

    private string? Evaluate(Template template, Place place, string subject, Func<string, string>? write = null)
    {
        switch (template.Evaluate(names, write))
        {
            case Evaluated.Known known:
                return known.Value;
            case Evaluated.Wrong wrong:
                Report(ExpressionPlace.Problem(subject, place, wrong.Error));
                break;
            default:
                NoteMissing(template.References);
                break;
        }

        return null;
    }

    private void NoteMissing(IEnumerable<Reference> references)
    {
        foreach (var reference in references)
        {
            if (reference.Kind == ReferenceKind.Parameter && names.Find(reference) is Evaluated.Later)
            {
                filler.Note(scope, reference);
            }
        }
    }

    private void Report(OpenValue open, string? message)
    {
        if (message is not null)
        {
            Report(new Problem(ProblemCode.BadValue, open.Place, message));
        }
    }

    private void Report(Problem problem) => filler.Problems.Add(problem with { Source = scope.File.Source });
}
