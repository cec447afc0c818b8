using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dagrs.Cli.Import.Npm;

/// <summary>The variables that npm sets for a script from its package.json.</summary>
internal sealed partial class PackageVariables(JsonElement package)
{
    /// <summary>Adds to a task those that its command uses.</summary>
    public void AddTo(ImportedTask task)
    {
        foreach (var name in Name().Matches(task.Command ?? "").Select(match => match.Groups[1].Value).Distinct())
        {
            if (name == "npm_lifecycle_event")
            {
                task.Env.Add(new(name, task.Id));
            }
            else if (name.StartsWith("npm_package_", StringComparison.Ordinal) && Value(name["npm_package_".Length..]) is { } value)
            {
                task.Env.Add(new(name, value));
            }
            else
            {
                task.Todo($"npm sets '{name}', dagrs does not; set it under 'env'");
            }
        }
    }

    private string? Value(string path)
    {
        var value = package;
        foreach (var key in path.StartsWith("config_", StringComparison.Ordinal) ? ["config", path["config_".Length..]] : new[] { path })
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(key, out value))
            {
                return null;
            }
        }

        return value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;
    }

    [GeneratedRegex(@"\$\{?(npm_(?:package|config|lifecycle)_\w+|INIT_CWD)")]
    private static partial Regex Name();
}
