using Dagrs.Core.Definition;
using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Model;
using Dagrs.Core.State.Runs;

namespace Dagrs.Cli.Running;

/// <summary>What a run is asked for, as it is remembered, and back.</summary>
internal static class Requests
{
    /// <param name="wanted">Which tasks.</param>
    /// <param name="given">With what.</param>
    /// <param name="secrets">What must not be kept; null: nothing.</param>
    /// <param name="goesOn">The run that goes on in it; null: none.</param>
    public static RunRequest Of(Selection wanted, Given given, SecretValues? secrets, StoredRun? goesOn) => new()
    {
        Tasks = wanted.Tasks,
        Only = wanted.Only,
        Skip = wanted.Skip,
        From = wanted.From,
        Until = wanted.Until,
        Parameters = given.Parameters.Count == 0 ? [] : [.. given.Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, Open(parameter.Value, secrets)))],
        Arguments = given.Arguments is null or [] ? [] : [.. given.Arguments.Select(argument => Open(argument, secrets))],
        GoesOn = goesOn?.Id,
    };

    /// <summary>The tasks that were asked for.</summary>
    public static Selection SelectionOf(RunRequest request) => new()
    {
        Tasks = request.Tasks,
        Only = request.Only,
        Skip = request.Skip,
        From = request.From,
        Until = request.Until,
    };

    private static string? Open(string text, SecretValues? secrets) => secrets is null || secrets.Apply(text) == text ? text : null;
}
