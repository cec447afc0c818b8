namespace Dagrs.Cli.Import;

/// <summary>Expands <c>{a,b}</c> in a pattern, since patterns of dagrs have no braces.</summary>
internal static class Braces
{
    private const int MostPatterns = 100;

    public static IReadOnlyList<string> Expand(string pattern)
    {
        List<string> open = [pattern];
        List<string> done = [];
        while (open.Count > 0)
        {
            var next = open[0];
            open.RemoveAt(0);
            var end = next.IndexOf('}', StringComparison.Ordinal);
            var start = end < 0 ? -1 : next.LastIndexOf('{', end);
            if (start < 0 || open.Count + done.Count > MostPatterns)
            {
                done.Add(next);
                continue;
            }

            open.InsertRange(0, next[(start + 1)..end].Split(',').Select(choice => next[..start] + choice + next[(end + 1)..]));
        }

        return done;
    }
}
