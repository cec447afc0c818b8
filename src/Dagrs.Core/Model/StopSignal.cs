namespace Dagrs.Core.Model;

/// <summary>The signals that can ask a service to stop.</summary>
internal static class StopSignal
{
    /// <summary>The default.</summary>
    public const string Usual = "SIGTERM";

    private const string Prefix = "SIG";

    /// <summary>Their names, without <c>SIG</c>.</summary>
    public static IReadOnlyList<string> Words { get; } = ["TERM", "INT", "QUIT", "HUP", "USR1", "USR2", "WINCH", "KILL"];

    /// <summary>The full name of a signal, written with or without <c>SIG</c>; null: it is none of these.</summary>
    public static string? NameOf(string word)
    {
        var bare = word.StartsWith(Prefix, StringComparison.Ordinal) ? word[Prefix.Length..] : word;
        return Words.Contains(bare) ? Prefix + bare : null;
    }
}
