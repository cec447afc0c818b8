using System.Globalization;
using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Support;

/// <summary>What a command of <see cref="TimedExecutor"/> does, as its text says: <c>5 ok</c>, <c>3 exit 1</c>, <c>0 ok</c>, <c>9 ok stubborn</c>.</summary>
internal sealed record TimedCommand(int Units, Outcome Outcome, bool IsStubborn)
{
    public static TimeSpan Unit { get; } = TimeSpan.FromSeconds(1);

    public static TimedCommand Parse(Command command)
    {
        var words = ((Command.Shell)command).Script.Split(' ');
        Outcome outcome = words[1] == "ok" ? Outcome.Success : new Outcome.Exited(int.Parse(words[2], CultureInfo.InvariantCulture));
        return new(int.Parse(words[0], CultureInfo.InvariantCulture), outcome, words[^1] == "stubborn");
    }
}
