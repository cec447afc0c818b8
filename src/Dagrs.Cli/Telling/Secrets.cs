using System.Text;
using Dagrs.Console.Terminals;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Ci;

namespace Dagrs.Cli.Telling;

/// <summary>What is said of secrets before a run: to GitHub what they are, to people which are not masked. It does not mask.</summary>
internal static class Secrets
{
    /// <summary>Says it; nothing when there are none.</summary>
    /// <param name="secrets">What is masked.</param>
    /// <param name="ci">The CI system; null: none.</param>
    public static void Announce(SecretValues secrets, string? ci)
    {
        if (secrets.IsEmpty)
        {
            return;
        }

        if (ci == "github")
        {
            TellGitHub(secrets.Lines);
        }

        WarnOfShortOnes(secrets);
    }

    /// <summary>Says which variables have values that are too short to be masked.</summary>
    public static void WarnOfShortOnes(SecretValues secrets)
    {
        if (secrets.TooShort is { Count: > 0 } names)
        {
            StandardError.Warn($"not masked, since {(names.Count == 1 ? "its value has" : "their values have")} fewer than {SecretForms.Shortest} characters: {string.Join(", ", names.Select(name => $"'{OneLine.Of(name, 100)}'"))}");
        }
    }

    // The only place that writes them, and past our own mask.
    private static void TellGitHub(IReadOnlyList<string> lines)
    {
        try
        {
            using var output = OperatingSystem.IsWindows() ? System.Console.OpenStandardOutput() : new DescriptorStream(DescriptorStream.StandardOutput);
            output.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"::add-mask::{GitHubText.Data(line)}\n"))));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            // The terminal meets the same, and tells it.
        }
    }
}
