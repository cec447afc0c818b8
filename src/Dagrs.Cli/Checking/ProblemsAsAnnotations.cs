using System.Text;
using Dagrs.Core.Definition;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Ci;

namespace Dagrs.Cli.Checking;

/// <summary>Problems as workflow commands of GitHub Actions, one line each.</summary>
internal static class ProblemsAsAnnotations
{
    private const int LongestMessage = 4000;

    public static string Of(FoundProblems found, string? workspace)
    {
        var text = new StringBuilder();
        var github = CiDetection.Create("github", _ => null, TimeProvider.System); // knows how to neutralise commands in a line
        foreach (var problem in found.Problems)
        {
            text.Append(problem.Code.IsNote() ? "::notice " : "::error ").AppendJoin(',', Properties(problem.Source ?? found.Source, problem, workspace))
                .Append("::").Append(GitHubText.Data(github.Defuse(OneLine.Of(ProblemWords.Of(problem), LongestMessage)))).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string> Properties(SourceText source, Problem problem, string? workspace)
    {
        if (source.Path != "-")
        {
            yield return "file=" + GitHubText.Property(GitHubText.FromWorkspace(source.Path, workspace));
        }

        if (problem.Place.IsKnown)
        {
            var place = source.Fit(problem.Place);
            yield return $"line={place.Line}";
            yield return $"col={place.Column}";
            yield return $"endColumn={place.EndColumn}";
        }

        yield return "title=" + problem.Code.Id();
    }
}
