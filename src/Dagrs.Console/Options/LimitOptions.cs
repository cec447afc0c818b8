using System.CommandLine;
using System.Globalization;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;
using Dagrs.Core.Scheduling;
using Command = System.CommandLine.Command;

namespace Dagrs.Console.Options;

/// <summary>The limits of a run, and the plan that shows them.</summary>
/// <param name="parallelism">How many tasks run at once where the command line does not say.</param>
internal sealed class LimitOptions(int parallelism)
{
    private readonly Option<int> _parallelism = new("-j", "--jobs")
    {
        Description = $"at most N tasks at once (default here: {parallelism})",
        HelpName = "N",
        DefaultValueFactory = _ => parallelism,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1)
            {
                return number;
            }

            result.AddError($"-j must be a number of at least 1, not '{OneLine.Of(result.Tokens[0].Value, 100)}'");
            return 1;
        },
    };

    private readonly Option<TimeSpan?> _timeout = DurationOption("--timeout", "stop the run after this time: 90s, 10m, ...");

    private readonly Option<Schedule?> _schedule = Choice.Option<Schedule?>(
        "--schedule",
        "start each task as soon as possible, or wave by wave (default: eager)",
        ("eager", Core.Scheduling.Schedule.Eager),
        ("waves", Core.Scheduling.Schedule.Waves));

    public void AddTo(Command command)
    {
        command.Options.Add(_parallelism);
        command.Options.Add(_timeout);
        command.Options.Add(_schedule);
    }

    /// <summary>When a task may start; null: not on the command line.</summary>
    public Schedule? Schedule(ParseResult arguments) => arguments.GetValue(_schedule);

    public int Parallelism(ParseResult arguments) => arguments.GetValue(_parallelism);

    public TimeSpan? Timeout(ParseResult arguments) => arguments.GetValue(_timeout);

    /// <param name="arguments">The command line.</param>
    /// <param name="folder">Where tasks run; null: in the working directory of dagrs.</param>
    public PlanConditions Conditions(ParseResult arguments, string? folder) =>
        new(Parallelism(arguments), Timeout(arguments), folder ?? Environment.CurrentDirectory) { InWaves = Schedule(arguments) == Core.Scheduling.Schedule.Waves };

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

            result.AddError($"{name}: '{OneLine.Of(text, 100)}' {problem}{(plainSeconds ? "; a number alone is seconds" : "")}");
            return null;
        },
    };
}
