namespace Dagrs.Cli.Import.GitHub;

/// <summary>Translates names of a GitHub workflow into shell variables and terms of an expression. One instance per job.</summary>
/// <param name="needs">The jobs that it depends on.</param>
/// <param name="matrix">The keys of its matrix, with their GitHub names.</param>
/// <param name="inputs">The inputs of the workflow.</param>
internal sealed class WorkflowNames(IReadOnlyCollection<string> needs, IReadOnlyCollection<string> matrix, IReadOnlyCollection<string> inputs)
{
    // The names of the context 'github' that GitHub also sets as variables.
    private static readonly HashSet<string> GitHub =
    [
        "actor", "base_ref", "head_ref", "ref", "ref_name", "ref_type", "sha", "repository", "repository_owner", "event_name", "event_path", "run_id", "run_number", "run_attempt",
        "workflow", "workspace", "job", "server_url", "api_url", "graphql_url", "triggering_actor", "token", "output", "env", "path",
    ];

    private static readonly HashSet<string> Runner = ["temp", "tool_cache", "name", "arch"];

    /// <summary>The GitHub variables that were used.</summary>
    public SortedSet<string> OfGitHub { get; } = new(StringComparer.Ordinal);

    /// <summary>The secrets that were used.</summary>
    public SortedSet<string> Secrets { get; } = new(StringComparer.Ordinal);

    /// <summary>Turns a name into one that can be an environment variable and a key here.</summary>
    public static string Key(string name) => name.Replace('-', '_');

    /// <summary>The shell variable with the value; null: there is none.</summary>
    public string? Variable(string path)
    {
        var (context, name) = path.Split('.', 2) is [var head, var rest] ? (head, rest) : (path, "");
        switch (context)
        {
            case "matrix" when matrix.Contains(name):
                return Key(name);
            case "inputs" when inputs.Contains(name):
                return Key(name);
            case "github" when name.StartsWith("event.inputs.", StringComparison.Ordinal) && inputs.Contains(name["event.inputs.".Length..]):
                return Key(name["event.inputs.".Length..]);
            case "env" when !name.Contains('.', StringComparison.Ordinal) && !name.Contains('-', StringComparison.Ordinal):
                return name;
            case "github" when GitHub.Contains(name):
                OfGitHub.Add("GITHUB_" + name.ToUpperInvariant());
                return "GITHUB_" + name.ToUpperInvariant();
            case "runner" when Runner.Contains(name):
                OfGitHub.Add("RUNNER_" + name.ToUpperInvariant());
                return "RUNNER_" + name.ToUpperInvariant();
            case "secrets" when name.Length > 0 && !name.AsSpan().ContainsAny('.', '-'):
                Secrets.Add(name);
                return name;
            default:
                return null;
        }
    }

    /// <summary>The term of an expression with the value; null: there is none.</summary>
    public string? Term(string path) => path switch
    {
        "runner.os" => "os",
        _ when path.StartsWith("matrix.", StringComparison.Ordinal) => Variable(path) is { } key ? "matrix." + key : null,
        _ when path.StartsWith("inputs.", StringComparison.Ordinal) || path.StartsWith("github.event.inputs.", StringComparison.Ordinal) => Variable(path) is { } key ? "params." + key : null,
        _ => Variable(path) is { } variable ? $"default(env.{variable}, '')" : null,
    };

    /// <summary>The job to whose result a name refers; null: it is another kind of name.</summary>
    public string? ResultOf(string path) =>
        path.Split('.') is ["needs", var job, "result"] && needs.Contains(job) ? job : null;
}
