using System.CommandLine;
using System.CommandLine.Parsing;
using Dagrs.Console.Running;
using Dagrs.Console.Terminals;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;
using Command = System.CommandLine.Command;

namespace Dagrs.Console.Options;

/// <summary>How a run is shown on a terminal: with a live area or by lines alone, in colour or not.</summary>
internal sealed class ShowOptions
{
    private readonly Option<ProgressMode> _progress = Choice.Option(
        "--progress",
        "show running tasks in a live area below the lines, or print lines only (default: auto, live on a terminal)",
        ("auto", ProgressMode.Auto),
        ("live", ProgressMode.Live),
        ("plain", ProgressMode.Plain));

    private readonly Option<ColourMode> _colour = Choice.Option(
        "--color",
        "colours (default: auto, on a terminal; respects NO_COLOR and FORCE_COLOR)",
        ("auto", ColourMode.Auto),
        ("always", ColourMode.Always),
        ("never", ColourMode.Never));

    public void AddTo(Command command)
    {
        command.Options.Add(_progress);
        command.Options.Add(_colour);
    }

    /// <summary>True when a live area was requested explicitly.</summary>
    public bool AsksForLive(SymbolResult result) => result.GetReadable(_progress) == ProgressMode.Live;

    /// <summary>Opens standard output, or standard error, for this run.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="mode">How the output of tasks is shown.</param>
    /// <param name="isError">True where programs read standard output. Then there are lines alone, as errors go to standard error too.</param>
    public Terminal OpenTerminal(ParseResult arguments, OutputMode mode, bool isError)
    {
        var device = new TerminalDevice(isError ? DescriptorStream.StandardError : DescriptorStream.StandardOutput);
        var isTerminal = OperatingSystem.IsWindows() ? !(isError ? System.Console.IsErrorRedirected : System.Console.IsOutputRedirected) : device.IsTerminal;
        var hasColours = Colours.AreShown(arguments.GetValue(_colour), Environment.GetEnvironmentVariable, isTerminal);
        return new Terminal(hasColours, IsLive(arguments.GetValue(_progress), mode, isTerminal && !isError, device) ? LiveScreen.On(device) : null, isError);
    }

    /// <summary>True when tasks should be asked for colours: they are shown, and the environment has not decided it already.</summary>
    public static bool AsksForColours(RunOutput output) => output is { Terminal.HasColours: true, Log: null } && !ColourVariables.AreSet(Environment.GetEnvironmentVariable);

    private static bool IsLive(ProgressMode asked, OutputMode mode, bool isTerminal, TerminalDevice device)
    {
        if (asked == ProgressMode.Plain || mode == OutputMode.Raw)
        {
            return false;
        }

        var canBe = isTerminal && !OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable("TERM") != "dumb" && device.Size is not null;
        if (asked == ProgressMode.Live && !canBe)
        {
            StandardError.Warn("no live area: standard output is not a terminal of known size; printing lines only");
        }

        return canBe && (asked == ProgressMode.Live || !(IsSet("CI") || IsSet("ACCESSIBLE")));
    }

    private static bool IsSet(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 };
}
