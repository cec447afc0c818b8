using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Reads which files a task reads and writes. It looks for none.</summary>
internal static class FilePatternReader
{
    private const string Wanted = "a path, or a list of paths";

    /// <summary>What a task reads; null when nothing right is said.</summary>
    public static IReadOnlyList<Located<Template>>? Inputs(ValueReader value) => Patterns(value, null);

    /// <summary>What a task writes; null when nothing right is said.</summary>
    public static IReadOnlyList<Located<Template>>? Outputs(ValueReader value) => Patterns(value, "named values go under 'results', as a list of their names");

    private static IReadOnlyList<Located<Template>>? Patterns(ValueReader value, string? mend)
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
                return ListReader.Templates(value);
        }
    }
}
