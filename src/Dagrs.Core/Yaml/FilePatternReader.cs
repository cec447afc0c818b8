using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Reads the input and output patterns of a task. It looks for no files.</summary>
internal static class FilePatternReader
{
    private const string Wanted = "a path, or a list of paths";

    /// <summary>The inputs; null when nothing valid is given.</summary>
    public static IReadOnlyList<Located<Template>>? Inputs(ValueReader value) => Patterns(value, null, "reads");

    /// <summary>The outputs; null when nothing valid is given.</summary>
    public static IReadOnlyList<Located<Template>>? Outputs(ValueReader value) => Patterns(value, "named values go under 'results', as a list of their names", "writes");

    private static IReadOnlyList<Located<Template>>? Patterns(ValueReader value, string? mend, string verb)
    {
        switch (value.Peek())
        {
            case MappingStart:
                value.ReportKind(Wanted, mend: mend);
                return null;
            case Scalar scalar when ValueReader.IsNull(scalar):
                value.Take();
                value.Report(ProblemCode.Empty, EventCursor.PlaceOf(scalar), $"{value.Subject} is empty; write [] for none");
                return null;
            default:
                return Fine(value, ListReader.Templates(value), verb);
        }
    }

    private static IReadOnlyList<Located<Template>>? Fine(ValueReader value, IReadOnlyList<Located<Template>>? patterns, string verb)
    {
        var taken = 0;
        foreach (var (pattern, place) in patterns ?? [])
        {
            if (pattern.Text is "!" or "!/")
            {
                value.Report(ProblemCode.Empty, place, $"{value.Subject}: a path or pattern is missing after '!'");
                return null;
            }

            taken += pattern.Text.StartsWith('!') ? 1 : 0;
        }

        if (taken == 0 || taken < patterns!.Count)
        {
            return patterns;
        }

        value.Report(ProblemCode.OnlyExclusions, patterns[0].Place, $"{value.Subject} only excludes files: '!' excludes from the patterns before it; write first what the task {verb}, as in [ 'src/**', {Quoted.Name(patterns[0].Value.Text)} ]");
        return null;
    }
}
