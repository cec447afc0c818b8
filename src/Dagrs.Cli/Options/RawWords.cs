using System.Text;
using System.Text.Unicode;
using Dagrs.Core.Execution.Unix;

namespace Dagrs.Cli.Options;

/// <summary>
/// Files and folders that are named on the command line by words that are not UTF-8. The runtime hands words over as text, in which such bytes
/// are lost; so what they name is opened, and called by the name that Linux has for an open file.
/// </summary>
internal static unsafe class RawWords
{
    private const int PathOnly = 0x200000; // O_PATH: nothing is read or written, and no right to it is needed

    private static readonly string[] OptionsOfPaths = ["-C", "-f", "--yaml", "--log-path"];

    /// <summary>The words with those replaced that could not be used as they are.</summary>
    public static string[] Reachable(string[] words)
    {
        if (!OperatingSystem.IsLinux() || !Array.Exists(words, word => word.Contains('\uFFFD', StringComparison.Ordinal)))
        {
            return words;
        }

        var raw = File.ReadAllBytes("/proc/self/cmdline").AsSpan().TrimEnd((byte)0).ToArray();
        var reachable = new string[words.Length];
        var end = raw.Length;
        for (var i = words.Length - 1; i >= 0; i--)
        {
            var start = raw.AsSpan(0, end).LastIndexOf((byte)0) + 1;
            var word = raw.AsSpan(start..end);
            end = Math.Max(start - 1, 0);
            reachable[i] = Utf8.IsValid(word) ? words[i] : Reachable(words[i], word, i == 0 ? "" : words[i - 1]);
        }

        return reachable;
    }

    private static string Reachable(string text, ReadOnlySpan<byte> word, string before)
    {
        var value = word.IndexOf((byte)'=') + 1;
        return OptionsOfPaths.Contains(before) && NameOf(word) is { } path ? path
            : value > 0 && Encoding.UTF8.GetString(word[..(value - 1)]) is var option && OptionsOfPaths.Contains(option) && NameOf(word[value..]) is { } named ? $"{option}={named}"
            : text;
    }

    // By its folder where that is what cannot be said: then it need not exist yet, and what stands beside it is found.
    private static string? NameOf(ReadOnlySpan<byte> path)
    {
        var name = path[(path.LastIndexOf((byte)'/') + 1)..];
        return name.Length == path.Length || !Utf8.IsValid(name) ? Open(path)
            : Open(path[..^name.Length]) is { } folder ? $"{folder}/{Encoding.UTF8.GetString(name)}"
            : null;
    }

    private static string? Open(ReadOnlySpan<byte> path)
    {
        fixed (byte* start = (byte[])[.. path, 0])
        {
            return Native.open(start, PathOnly | Native.O_CLOEXEC) is >= 0 and var descriptor ? $"/proc/self/fd/{descriptor}" : null;
        }
    }
}
