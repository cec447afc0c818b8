namespace Dagrs.Core.Reporting.Ci;

/// <summary>Detects the CI system by the variables that it sets.</summary>
internal static class CiDetection
{
    /// <summary>The names by which a system can be selected.</summary>
    public static IReadOnlyList<string> Names { get; } = ["none", "github", "gitlab", "azure", "teamcity", "buildkite"];

    /// <summary>The name of the system; <c>none</c> for a CI system without commands in its log; null outside of CI.</summary>
    /// <param name="variable">Returns the value of a variable.</param>
    public static string? Detect(Func<string, string?> variable)
    {
        (string Variable, string Name)[] signs =
        [
            ("GITHUB_ACTIONS", "github"), ("GITLAB_CI", "gitlab"), ("TF_BUILD", "azure"), ("TEAMCITY_VERSION", "teamcity"), ("BUILDKITE", "buildkite"), ("CI", "none"),
        ];
        foreach (var (name, system) in signs)
        {
            if (variable(name) is { Length: > 0 } value && !value.Equals("false", StringComparison.OrdinalIgnoreCase) && value != "0")
            {
                return system;
            }
        }

        return null;
    }

    /// <summary>The system with a name.</summary>
    /// <param name="name">One of <see cref="Names"/>, or null for none.</param>
    /// <param name="variable">Returns the value of a variable.</param>
    /// <param name="clock">Where time comes from.</param>
    public static CiSystem Create(string? name, Func<string, string?> variable, TimeProvider clock) => name switch
    {
        "github" => new GitHub(NotEmpty(variable("GITHUB_STEP_SUMMARY")), NotEmpty(variable("GITHUB_WORKSPACE"))),
        "gitlab" => new GitLab(clock),
        "azure" => new AzurePipelines(),
        "teamcity" => new TeamCity(),
        "buildkite" => new Buildkite(),
        _ => CiSystem.None,
    };

    private static string? NotEmpty(string? value) => value is { Length: > 0 } ? value : null;
}
