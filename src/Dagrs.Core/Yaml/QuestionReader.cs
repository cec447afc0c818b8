using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Reads the confirmation question of a run.</summary>
internal static class QuestionReader
{
    public static Located<Template>? Question(ValueReader value)
    {
        if (value.Peek() is not Scalar { Style: ScalarStyle.Plain } scalar || (!bool.TryParse(scalar.Value, out _) && FlagReader.MeaningOf(scalar.Value) is null))
        {
            return ExpressionReader.Text(value);
        }

        value.Take();
        value.Report(ProblemCode.BadValue, EventCursor.PlaceOf(scalar), $"{value.Subject} must be a question, as in confirm: \"Deploy?\", not {Quoted.Name(scalar.Value)}");
        return null;
    }
}
