using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;
using Dagrs.Core.Model;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Reads cluster settings. <see cref="ClusterSettings"/> knows which values are valid.</summary>
internal static class ClusterReader
{
    private const string AnyNumber = "1"; // placeholder for the value of an expression

    /// <summary>All settings.</summary>
    public static ClusterSettings? Settings(ValueReader value)
    {
        var draft = new ClusterDraft();
        return MappingReader.Read(value, Keys.OfCluster, draft) ? draft.Settings : null;
    }

    /// <summary>One value, added to settings; the key is the last part of the reader's.</summary>
    /// <param name="value">The reader.</param>
    /// <param name="settings">The settings so far.</param>
    /// <param name="key">Its key.</param>
    public static ClusterSettings Value(ValueReader value, ClusterSettings settings, string key)
    {
        if (value.Peek() is not Scalar scalar)
        {
            value.ReportKind(key is ClusterSettings.MostJobsKey or ClusterSettings.NodeFailuresKey ? "a whole number" : "a string");
            return settings;
        }

        value.Take();
        if (!value.IsFine(scalar, ValueReader.IsNull(scalar) || string.IsNullOrWhiteSpace(scalar.Value), mayBeOpen: true))
        {
            return settings;
        }

        var isOpen = Template.HasExpression(scalar.Value);
        if (isOpen)
        {
            ExpressionReader.Keep(value, scalar, OpenPart.Cluster, key);
        }

        var isNumber = key is ClusterSettings.MostJobsKey or ClusterSettings.NodeFailuresKey;
        settings = settings.With(key, 0, isOpen && isNumber ? AnyNumber : scalar.Value, out var problem);
        if (problem is not null)
        {
            value.Report(ProblemCode.BadValue, EventCursor.PlaceOf(scalar), $"{value.Subject}: {Quoted.Name(scalar.Value)} {problem}");
        }

        return settings;
    }

    /// <summary>Further arguments for the command that submits a job.</summary>
    public static IReadOnlyList<string>? Words(ValueReader value)
    {
        var words = ListReader.Texts(value, OpenPart.ClusterWord);
        foreach (var word in words)
        {
            if (!Template.HasExpression(word.Value) && ClusterWords.ProblemOf(word.Value) is { } problem)
            {
                value.Report(ProblemCode.BadValue, word.Place, $"{value.Subject}: {Quoted.Name(word.Value)} {problem}");
            }
        }

        return ReferenceEquals(words, ListReader.WrongTexts) ? null : [.. words.Select(word => word.Value)];
    }
}
