using System.Text;
using Dagrs.Console.Terminals;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Ci;

namespace Dagrs.Cli.Telling;

/// <summary>Messages about secrets before a run: to GitHub their values, to people which ones are not masked. It masks nothing.</summary>
internal static class Secrets
{
    /// <summary>Prints them, if there are secrets.</summary>
    /// <param name="secrets">The masked values.</param>
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

    /// <summary>Warns about variables whose values are too short to be masked.</summary>
    public static void WarnOfShortOnes(SecretValues secrets)
    {
        if (secrets.TooShort is { Count: > 0 } names)
        {
            StandardError.Warn($"not masked, because {(names.Count == 1 ? "its value has" : "their values have")} fewer than {SecretForms.Shortest} characters: {string.Join(", ", names.Select(name => $"'{OneLine.Of(name, 100)}'"))}");
        }
    }

    // The only place that prints secrets, bypassing our own masking.
    private static void TellGitHub(IReadOnlyList<string> lines)
    {
        try
        {
            using var output = OperatingSystem.IsWindows() ? System.Console.OpenStandardOutput() : new DescriptorStream(DescriptorStream.StandardOutput);
            output.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"::add-mask::{GitHubText.Data(line)}\n"))));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            // The terminal will meet the same error and report it.
        }
    }
}
