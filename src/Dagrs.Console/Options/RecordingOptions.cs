using System.CommandLine;
using System.CommandLine.Parsing;
using Dagrs.Console.Recording;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Reports;
using Command = System.CommandLine.Command;

namespace Dagrs.Console.Options;

/// <summary>The options that record a run as data: events as they happen, and reports at its end.</summary>
internal sealed class RecordingOptions
{
    private const string ReportName = "--report";

    private readonly Option<string?> _events = FileOption.Create(
        "--events",
        "write events as they happen, one JSON object a line; - is standard output, fd:N an open descriptor",
        "FILE");

    private readonly Option<WantedReport[]> _reports = new(ReportName)
    {
        Description = $"write a report at the end; KIND is one of {ReportKind.Words}; repeatable",
        HelpName = "KIND=FILE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        CustomParser = result => ParseReports(result, ReportName),
    };

    private readonly Option<bool> _timing = new("--timing") { Description = "show at the end where the time went: the critical path and the slowest tasks" };

    private Recordings? _opened;

    public void AddTo(Command command)
    {
        _reports.CompletionSources.Clear();
        _reports.CompletionSources.Add([.. ReportKind.All.Select(kind => $"{kind.Word}=")]);
        command.Options.Add(_events);
        command.Options.Add(_reports);
        command.Options.Add(_timing);
    }

    /// <summary>Opens the targets of the recording; at most once.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="spared">Files that must not be overwritten.</param>
    /// <exception cref="UsageException">One of them cannot be written.</exception>
    public Recordings Open(ParseResult arguments, params IReadOnlyList<SparedFile> spared) =>
        _opened ??= Recordings.Open(Given(arguments, _events), GivenReports(arguments), Given(arguments, _timing), spared);

    /// <summary>Full paths of the files that are written; to be asked in the user's working directory.</summary>
    public IEnumerable<string> Written(ParseResult arguments) =>
        GivenReports(arguments).Select(report => report.Path).Concat(Given(arguments, _events) is { } events ? [events] : []).Select(WorkingFolder.FullPath);

    /// <summary>Closes what was opened: the next run opens its own.</summary>
    public void Close()
    {
        _opened?.Dispose();
        _opened = null;
    }

    /// <summary>The same for a run that will not start; null: nothing is to be recorded.</summary>
    /// <inheritdoc cref="Open"/>
    public Recordings? OpenForProblems(ParseResult arguments, params IReadOnlyList<SparedFile> spared) =>
        Given(arguments, _events) is null && GivenReports(arguments) is [] ? null : Open(arguments, spared);

    /// <summary>The value of an option on an invalid command line, as far as it can be parsed.</summary>
    private static T? Given<T>(ParseResult arguments, Option<T> option) => Understood(() => arguments.GetValue(option));

    private WantedReport[] GivenReports(ParseResult arguments) => Understood(() => arguments.GetValues(_reports)) ?? [];

    private static T? Understood<T>(Func<T?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return default; // this option is the invalid one
        }
    }

    /// <summary>Parses reports from words such as <c>junit=FILE</c>.</summary>
    /// <param name="result">The words; receives the errors.</param>
    /// <param name="what">The term for one of them in messages.</param>
    public static WantedReport[] ParseReports(ArgumentResult result, string what)
    {
        var reports = new List<WantedReport>();
        foreach (var token in result.Tokens)
        {
            var text = token.Value;
            var end = text.IndexOf('=', StringComparison.Ordinal);
            if (end <= 0 || end == text.Length - 1)
            {
                result.AddError($"{what} needs KIND=FILE, not '{OneLine.Of(text, 100)}'; KIND is one of {ReportKind.Words}");
            }
            else if (ReportKind.Find(text[..end]) is { } kind)
            {
                reports.Add(new(kind, text[(end + 1)..]));
            }
            else
            {
                var meant = Suggestion.For(text[..end], ReportKind.All.Select(known => known.Word)) is { } near ? $"; did you mean '{near}'?" : "";
                result.AddError($"{what} must be one of {ReportKind.Words}, not '{OneLine.Of(text[..end], 100)}'{meant}");
            }
        }

        return [.. reports];
    }
}
