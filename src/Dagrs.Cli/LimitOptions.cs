using System.CommandLine;
using System.Globalization;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;
using Dagrs.Core.Scheduling;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli;

/// <summary>The limits of a run, and the plan that shows them.</summary>
internal sealed class LimitOptions
{
    private readonly Option<int> _parallelism = new("-j", "--jobs")
    {
        Description = $"the most tasks at once (default here: {RunOptions.DefaultParallelism})",
        HelpName = "N",
        DefaultValueFactory = _ => RunOptions.DefaultParallelism,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1)
            {
                return number;
            }

            result.AddError($"-j must be a number from 1 on, not '{OneLine.Of(result.Tokens[0].Value, 100)}'");
            return 1;
        },
    };

    private readonly Option<TimeSpan?> _timeout = DurationOption("--timeout", "stop the run after this time: 90s, 10m, ...");

    public void AddTo(Command command)
    {
        command.Options.Add(_parallelism);
        command.Options.Add(_timeout);
    }

    public int Parallelism(ParseResult arguments) => arguments.GetValue(_parallelism);

    public TimeSpan? Timeout(ParseResult arguments) => arguments.GetValue(_timeout);

    public PlanConditions Conditions(ParseResult arguments) => new(Parallelism(arguments), Timeout(arguments), Environment.CurrentDirectory);

    public static Option<TimeSpan?> DurationOption(string name, string description, bool plainSeconds = false) => new(name)
    {
        Description = description,
        HelpName = plainSeconds ? "SECONDS" : "DURATION",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (plainSeconds && Digits.TryParse(text, out var seconds) && seconds <= 86_400)
            {
                return TimeSpan.FromSeconds(seconds);
            }

            if (Duration.TryParse(text, out var duration) is not { } problem)
            {
                return duration;
            }

            result.AddError($"{name}: '{OneLine.Of(text, 100)}' {problem}");
            return null;
        },
    };
}
