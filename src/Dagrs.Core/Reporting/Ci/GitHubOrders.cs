using System.Text;

namespace Dagrs.Core.Reporting.Ci;

/// <summary>
/// Filters the workflow commands in one task's lines. Groups and stop-commands are neutralised. After a task has stopped commands itself,
/// all of its commands are neutralised until its token comes, as the runner would do. Two forms: <c>::name data::text</c> at the start of a line
/// and the older <c>##[name data]text</c> anywhere. Source: docs.github.com, "Workflow commands for GitHub Actions".
/// </summary>
internal sealed class GitHubOrders : OrderFilter
{
    private const string Stop = "stop-commands";

    private static readonly string[] Folding = ["group", "endgroup", Stop];
    private static readonly string[] FoldingMarks = ["[group", "[endgroup", "[" + Stop];

    // Anything else in the form of a command is plain text to the runner.
    private static readonly string[] Others =
    [
        "add-mask", "warning", "error", "notice", "debug", "set-output", "save-state", "set-env", "add-path", "add-matcher", "remove-matcher", "echo", "internal-set-repo-path",
    ];

    private byte[]? _token; // of the task's own stop-commands

    public override byte[]? Defuse(ReadOnlySpan<byte> line)
    {
        var isCommand = TryRead(line, out var name, out var text);
        if (_token is not null)
        {
            if (isCommand && name.SequenceEqual(_token))
            {
                _token = null;
            }

            return Break(line, isCommand && IsOneOf(name, [.. Folding, .. Others])) ?? OrderMarks.Break(line);
        }

        if (!isCommand || !IsOneOf(name, Folding))
        {
            return OrderMarks.Break(line, FoldingMarks);
        }

        if (Ascii.EqualsIgnoreCase(name, Stop) && !text.IsEmpty)
        {
            _token = text.ToArray();
        }

        return Break(line, isCommand: true);
    }

    public override bool IsOrder(ReadOnlySpan<byte> line) => TryRead(line, out var name, out _) ? IsOneOf(name, Others) : base.IsOrder(line);

    private static byte[]? Break(ReadOnlySpan<byte> line, bool isCommand)
    {
        if (!isCommand)
        {
            return null;
        }

        var colon = line.IndexOf((byte)':') + 1;
        byte[] broken = [.. line[..colon], (byte)' ', .. line[colon..]];
        return OrderMarks.Break(broken, FoldingMarks) ?? broken;
    }

    private static bool TryRead(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> text)
    {
        name = default;
        text = default;
        var command = line.TrimStart(" \t"u8);
        var length = command.StartsWith("::"u8) ? command[2..].IndexOf("::"u8) : -1;
        if (length <= 0)
        {
            return false;
        }

        name = command.Slice(2, length);
        text = command[(2 + length + 2)..].Trim(" \t"u8);
        name = name.IndexOf((byte)' ') is >= 0 and var end ? name[..end] : name;
        return true;
    }

    private static bool IsOneOf(ReadOnlySpan<byte> name, string[] names)
    {
        foreach (var one in names)
        {
            if (Ascii.EqualsIgnoreCase(name, one))
            {
                return true;
            }
        }

        return false;
    }
}
