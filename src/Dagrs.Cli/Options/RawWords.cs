using System.Text;
using System.Text.Unicode;
using Dagrs.Core.Execution.Unix;

namespace Dagrs.Cli.Options;

/// <summary>
/// Handles paths on the command line that are not UTF-8. The runtime passes arguments as text, in which such bytes
/// are lost; so the file or folder is opened, and named by its path under /proc/self/fd.
/// </summary>
internal static unsafe class RawWords
{
    private const int PathOnly = 0x200000; // O_PATH: nothing is read or written, and no permission is needed

    private static readonly string[] OptionsOfPaths = ["-C", "-f", "--yaml", "--log-path"];

    /// <summary>The arguments, with unusable paths replaced.</summary>
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

    // Opens only the folder if that is the part that is not UTF-8: then the file need not exist yet, and its siblings can be found.
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
