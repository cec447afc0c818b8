using Dagrs.Core.Definition;
using Dagrs.Core.Model;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Reads how failures are handled: retries, and allowed failures.</summary>
internal static class FailureReader
{
    public const int MostRetries = 1000;

    /// <summary>A number of retries, or a mapping with more settings.</summary>
    public static RetryPolicy? Retry(ValueReader value)
    {
        if (value.Peek() is Scalar)
        {
            return new RetryPolicy(NumberReader.Whole(value, 0, MostRetries));
        }

        var place = value.Place;
        var draft = new RetryDraft();
        if (MappingReader.Read(value, Keys.OfRetry, draft, "a number or a mapping") && !draft.HasMax)
        {
            value.Report(ProblemCode.MissingKey, place, $"{value.Subject} has no 'max'");
        }

        return draft.Policy;
    }

    /// <summary>True, false, or a list of exit codes.</summary>
    public static AllowedFailure? Allowed(ValueReader value)
    {
        switch (value.Peek())
        {
            case Scalar { Value: var word } when bool.TryParse(word, out var any):
                value.Take();
                return any ? AllowedFailure.Any : AllowedFailure.None;
            case Scalar { Value: var word } scalar when FlagReader.MeaningOf(word) is { } meant:
                value.Take();
                value.Report(ProblemCode.BadValue, EventCursor.PlaceOf(scalar), $"{value.Subject} must be true, false or a list of exit codes, not {Quoted.Name(word)}; write {meant}");
                return null;
            case Scalar or SequenceStart:
                return new(NumberReader.Codes(value));
            default:
                value.ReportKind("true, false or a list of exit codes");
                return null;
        }
    }
}
