using Dagrs.Core.Definition;
using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Model;
using Dagrs.Core.State.Runs;

namespace Dagrs.Cli.Running;

/// <summary>Converts between the request of a run and its stored form.</summary>
internal static class Requests
{
    /// <param name="wanted">The selection.</param>
    /// <param name="input">The other values.</param>
    /// <param name="fromVariables">The parameters whose values come from variables: the run has these values too, whoever resumes it.</param>
    /// <param name="secrets">Secrets, which must not be stored; null: none.</param>
    /// <param name="goesOn">The run that it resumes; null: none.</param>
    public static RunRequest Of(Selection wanted, RunInput input, IReadOnlyList<(string Name, string Value)> fromVariables, SecretValues? secrets, StoredRun? goesOn) => new()
    {
        Tasks = wanted.Tasks,
        Only = wanted.Only,
        Skip = wanted.Skip,
        From = wanted.From,
        Until = wanted.Until,
        Parameters = Parameters(input, fromVariables, secrets),
        Arguments = input.Arguments is null or [] ? [] : [.. input.Arguments.Select(argument => Open(argument, secrets))],
        GoesOn = goesOn?.Id,
    };

    /// <summary>The selection of a stored request.</summary>
    public static Selection SelectionOf(RunRequest request) => new()
    {
        Tasks = request.Tasks,
        Only = request.Only,
        Skip = request.Skip,
        From = request.From,
        Until = request.Until,
    };

    // A secret in a variable is left out: the resumed run reads the variable again, and nobody has to write it on a command line.
    private static IReadOnlyList<KeyValuePair<string, string?>> Parameters(RunInput input, IReadOnlyList<(string Name, string Value)> fromVariables, SecretValues? secrets) =>
    [
        .. input.Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, Open(parameter.Value, secrets))),
        .. fromVariables.Where(parameter => Open(parameter.Value, secrets) is not null).Select(parameter => KeyValuePair.Create(parameter.Name, (string?)parameter.Value)),
    ];

    private static string? Open(string text, SecretValues? secrets) => secrets is null || secrets.Apply(text) == text ? text : null;
}
