using Dagrs.Core.Expressions;

namespace Dagrs.Core.Definition.Expanding;

/// <content>The variables of a task, merged in order of precedence.</content>
internal sealed partial class TaskFiller
{
    // The strongest come last, after the environment of dagrs itself.
    private void AddVariables()
    {
        AddSecrets();
        Add(scope.VariablesOfFiles());
        Add(scope.Variables());
        var files = new EnvFiles(scope);
        if (scope.NeedsValues)
        {
            Add(files.Read(scope.File.DefaultEnvFiles, names));
        }

        Add(scope.File.Defaults.Environment, scope.File.OpenDefaults);
        if (scope.NeedsValues)
        {
            Add(files.Read(task.EnvFiles, names));
            files.Problems.ForEach(filler.Problems.Add);
            NoteMissing(scope.File.DefaultEnvFiles.Concat(task.EnvFiles).SelectMany(file => file.Path.Value.References));
        }

        Add(task.Settings.Environment, task.Open);
        AddParameters();
        for (var i = 0; i < task.Instance?.Values.Length; i++)
        {
            Set(task.Instance.Family.Keys[i], task.Instance.Values[i]);
        }

        if (!filler.Secrets.IsEmpty)
        {
            filler.Secrets.Learn(name => _unknown.Contains(name) ? null : _variables.GetValueOrDefault(name));
        }
    }

    // If a task names a secret, the others do not get it from outside.
    private void AddSecrets()
    {
        foreach (var secret in scope.NeedsValues ? task.Secrets : [])
        {
            if (scope.Machine.Variable(secret.Value) is { } value)
            {
                _variables[secret.Value] = value;
            }
        }
    }

    private void Add(IEnumerable<KeyValuePair<string, string>> variables)
    {
        foreach (var (name, value) in variables)
        {
            Set(name, value);
        }
    }

    private void Add(IReadOnlyDictionary<string, string> variables, IReadOnlyList<OpenValue> opens)
    {
        foreach (var (name, value) in variables)
        {
            var open = opens.FirstOrDefault(open => open.Part == OpenPart.Variable && open.Key == name);
            if (open is not null && IsLate(open.Template, open.Place, out var rest))
            {
                Set(name, rest.Text);
                _lateVariables.Add((name, rest));
                _unknown.Add(name);
            }
            else
            {
                var known = open is null ? value : Evaluate(open.Template, open.Place, Subject);
                Set(name, known ?? open!.Template.Fill(names).Text);
                if (known is null)
                {
                    _unknown.Add(name);
                }
            }
        }
    }

    private void Set(string name, string value)
    {
        _variables[name] = value;
        _unknown.Remove(name);
        _lateVariables.RemoveAll(late => late.Name == name);
    }

    // A parameter becomes a variable of those tasks whose script contains its name.
    private void AddParameters()
    {
        if (scope.File.Parameters.Count == 0)
        {
            return;
        }

        foreach (var name in ScriptCall.TextsOf(task).SelectMany(script => ScriptWords.In(script, scope.Parameters.Names)).Distinct(StringComparer.Ordinal))
        {
            if (scope.Parameters.Known(name) is { } value)
            {
                Set(name, value);
            }
            else if (scope.Parameters.ProblemOf(name) is { } wrong)
            {
                filler.ReportOnce(scope, wrong);
            }
            else
            {
                filler.Note(scope, new Reference(ReferenceKind.Parameter, name, "", 0, 0));
            }
        }
    }
}
