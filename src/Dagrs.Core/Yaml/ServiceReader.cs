using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;
using Dagrs.Core.Model;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Reads the settings of a service: its readiness check, and how it is stopped.</summary>
internal static class ServiceReader
{
    private const int LeastStatus = 100;
    private const int MostStatus = 599;
    private const string WantedStop = "a signal, or a mapping of 'signal', 'grace' and 'cmd'";

    // Keys that a service may not set itself.
    private static readonly string[] Others = ["resources", "inputs", "outputs", "cache", "interactive"];

    /// <summary>The readiness check.</summary>
    public static ReadyCheck? Ready(ValueReader value)
    {
        var (place, problems) = (value.Place, value.Problems.Count);
        var draft = new ReadyDraft();
        if (!MappingReader.Read(value, Keys.OfReady, draft))
        {
            return null;
        }

        if (draft.Ways.Count == 0 && value.Problems.Count > problems)
        {
            return null; // an invalid check was given, and reported already
        }

        if (draft.Ways.Count != 1)
        {
            value.Report(ProblemCode.BadValue, draft.Ways.Count == 0 ? place : draft.Ways[1].Place, draft.Ways.Count == 0
                ? $"{value.Subject} needs one of 'cmd', 'tcp', 'http' and 'log'"
                : $"{value.Subject} has {Quoted.Names(draft.Ways.Select(way => way.Value))}; use only one of them");
            return null;
        }

        if (draft.Status is { } status && draft.Ways[0].Value != "http")
        {
            value.Report(ProblemCode.BadValue, status.Place, $"{value.Subject}: 'status' needs 'http'");
        }

        return draft.Check is null ? null : draft.Check with
        {
            Status = draft.Status?.Value,
            Timeout = draft.Timeout ?? draft.Check.Timeout,
            Interval = draft.Interval ?? draft.Check.Interval,
        };
    }

    /// <summary>How it is stopped: a signal, or a mapping with more settings.</summary>
    public static ServiceSettings? Stop(ValueReader value)
    {
        if (value.Peek() is Scalar)
        {
            return Signal(value) is { } signal ? new() { StopSignal = signal } : null;
        }

        var draft = new StopDraft();
        return !MappingReader.Read(value, Keys.OfStop, draft, WantedStop) ? null : new() { StopSignal = draft.Signal, StopGrace = draft.Grace, StopCommand = draft.Command };
    }

    /// <summary>A signal by its name, with or without SIG.</summary>
    public static string? Signal(ValueReader value)
    {
        var place = value.Place;
        if (value.Text() is not { } word)
        {
            return null;
        }

        if (StopSignal.NameOf(word) is { } name)
        {
            return name;
        }

        value.Report(ProblemCode.BadValue, place, $"{value.Subject} must be one of {Quoted.Names(StopSignal.Words)}, not {Quoted.Name(word)}", Suggestion.For(word.ToUpperInvariant(), StopSignal.Words));
        return null;
    }

    /// <summary>The port, URL or pattern of a readiness check.</summary>
    public static ReadyCheck? Way(ValueReader value, ReadyKind kind)
    {
        if (value.Peek() is not Scalar scalar)
        {
            value.ReportKind("a string");
            return null;
        }

        value.Take();
        var text = scalar.Value;
        if (!value.IsFine(scalar, ValueReader.IsNull(scalar) || string.IsNullOrWhiteSpace(text), mayBeOpen: true))
        {
            return null;
        }

        if (Template.HasExpression(text))
        {
            ExpressionReader.Keep(value, scalar, OpenPart.Ready);
        }
        else if (ReadyCheck.ProblemOf(kind, text) is { } problem)
        {
            value.Report(ProblemCode.BadValue, EventCursor.PlaceOf(scalar), $"{value.Subject}: {Quoted.Name(text)} {problem}");
            return null;
        }

        return new(kind, text);
    }

    /// <summary>A command that dagrs runs for a service.</summary>
    /// <param name="value">The reader.</param>
    /// <param name="words">The part that its words belong to, where it is a list.</param>
    public static Command? Command(ValueReader value, OpenPart words)
    {
        switch (value.Peek())
        {
            case Scalar text when Template.HasExpression(text.Value):
                value.Take();
                ScriptReader.Refuse(value, text, Interpreter.Sh.Words[0]); // even without a shell: words with expressions can go into a list
                return null;
            case Scalar:
                return value.Text() is { } script ? new Command.Shell(script) : null;
            case SequenceStart:
                if (ListReader.Program(value, words) is not { } program)
                {
                    return null;
                }

                ScriptReader.CheckList(value, program, words);
                return new Command.Program(program);
            default:
                value.ReportKind("a string, or a list of program and arguments");
                return null;
        }
    }

    /// <summary>The status code that a page must return.</summary>
    public static Located<int>? Status(ValueReader value)
    {
        var place = value.Place;
        return new(NumberReader.Whole(value, LeastStatus, MostStatus), place);
    }

    /// <summary>Combines the service settings of a task, and reports conflicts.</summary>
    public static TaskSettings Finish(ValueReader value, TaskDraft draft)
    {
        if (draft.Service?.Value != true)
        {
            foreach (var key in draft.KeysOfWork ?? [])
            {
                if (key.Value is "ready" or "stop")
                {
                    value.Report(ProblemCode.ServiceKey, key.Place, $"{value.Subject} has '{key.Value}' but is not a service; add 'service: true'");
                }
            }

            return draft.Settings;
        }

        foreach (var key in draft.KeysOfWork ?? [])
        {
            if (Others.Contains(key.Value))
            {
                value.Report(ProblemCode.ServiceKey, key.Place, $"{value.Subject} is a service, which cannot have {Quoted.Name(key.Value)}; remove it");
            }
        }

        return draft.Settings with { Service = (draft.Stop ?? ServiceSettings.Default) with { Ready = draft.Ready } };
    }
}
