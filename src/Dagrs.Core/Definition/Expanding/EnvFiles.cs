using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Expanding;

/// <summary>Reads the env files named under <c>env-file</c>; later ones override earlier ones. Collects the problems.</summary>
/// <param name="file">The file that names them: paths are relative to its folder.</param>
internal sealed class EnvFiles(FileScope file)
{
    public List<Problem> Problems { get; } = [];

    /// <summary>The variables of some files.</summary>
    /// <param name="files">The files.</param>
    /// <param name="scope">The names that their paths may use.</param>
    public Dictionary<string, string> Read(IReadOnlyList<EnvFileDefinition> files, IScope scope)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in files)
        {
            switch (one.Path.Value.Evaluate(scope))
            {
                case Evaluated.Known path:
                    Add(one, path.Value, variables);
                    break;
                case Evaluated.Wrong wrong:
                    Problems.Add(ExpressionPlace.Problem("'env-file'", one.Path.Place, wrong.Error));
                    break;
            }
        }

        return variables;
    }

    private void Add(EnvFileDefinition one, string path, Dictionary<string, string> variables)
    {
        var text = file.Machine.ReadText(Path.Combine(file.Folder, path), out var problem);
        if (text is null)
        {
            if (problem is not null || !one.IsOptional)
            {
                Problems.Add(new(ProblemCode.BadValue, one.Path.Place, $"env file {Quoted.Name(path)} {problem ?? "does not exist; write { path: FILE, optional: true } if it may be missing"}"));
            }

            return;
        }

        var read = EnvFileReader.Read(text, name => variables.GetValueOrDefault(name) ?? file.Machine.Variable(name));
        foreach (var wrong in read.Problems)
        {
            Problems.Add(new(ProblemCode.BadValue, one.Path.Place, $"env file {Quoted.Name(path)}, line {wrong.Line}, column {wrong.Column}: {wrong.Message}"));
        }

        foreach (var variable in read.Variables)
        {
            if (ReservedVariables.ProblemOf(variable.Name) is { } reserved)
            {
                Problems.Add(new(ProblemCode.ReservedVariable, one.Path.Place, $"env file {Quoted.Name(path)}: {Quoted.Name(variable.Name)} {reserved}"));
            }
            else if (variable.Value is { } value)
            {
                variables[variable.Name] = value;
            }
        }
    }
}
