using System.Runtime.CompilerServices;

namespace Dagrs.Tests.Shared;

/// <summary>
/// A CI system says in the environment which one it is, and every program inherits that; dagrs then groups its output. The tests expect what a user
/// at a terminal gets, wherever they run, so those variables are forgotten before the first test.
/// </summary>
internal static class InheritedCi
{
    [ModuleInitializer]
    internal static void Forget()
    {
        foreach (var name in (string[])["CI", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "TEAMCITY_VERSION", "BUILDKITE"])
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }
}
