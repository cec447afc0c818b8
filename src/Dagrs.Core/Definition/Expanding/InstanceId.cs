using System.Buffers;
using System.Text;

namespace Dagrs.Core.Definition.Expanding;

/// <summary>Ids of instances and choices among them: <c>test[os=linux,sdk=8]</c>. An ambiguous value is written in single quotes, as in YAML.</summary>
internal static class InstanceId
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",=[]'");

    /// <summary>The id of one combination.</summary>
    public static string Of(string family, string[] keys, string[] values)
    {
        var id = new StringBuilder(family).Append('[');
        for (var i = 0; i < keys.Length; i++)
        {
            id.Append(i == 0 ? "" : ",").Append(keys[i]).Append('=');
            if (IsPlain(values[i]))
            {
                id.Append(values[i]);
            }
            else
            {
                id.Append('\'').Append(values[i].Replace("'", "''", StringComparison.Ordinal)).Append('\'');
            }
        }

        return id.Append(']').ToString();
    }

    /// <summary>Parses a choice: a family, and some of its values by key. False for a text that has another form.</summary>
    public static bool TryRead(string text, out string family, out List<(string Key, string Value)> choice)
    {
        (family, choice) = ("", []);
        var open = text.IndexOf('[', StringComparison.Ordinal);
        if (open <= 0 || text[^1] != ']')
        {
            return false;
        }

        family = text[..open];
        for (var at = open + 1; at < text.Length - 1;)
        {
            var equal = text.IndexOf('=', at);
            if (equal < 0 || !TryReadValue(text, equal + 1, out var value, out var end))
            {
                return false;
            }

            choice.Add((text[at..equal].Trim(), value));
            at = end + 1;
            if (end < text.Length - 1 && text[end] != ',')
            {
                return false;
            }
        }

        return choice.Count > 0;
    }

    private static bool TryReadValue(string text, int start, out string value, out int end)
    {
        if (text[start] != '\'')
        {
            end = text.AsSpan(start).IndexOfAny(',', ']') + start;
            value = text[start..end].Trim();
            return end >= start && !value.AsSpan().ContainsAny(Special);
        }

        var inside = new StringBuilder();
        for (end = start + 1; end < text.Length - 1; end++)
        {
            if (text[end] != '\'')
            {
                inside.Append(text[end]);
            }
            else if (text[end + 1] == '\'')
            {
                inside.Append(text[end++]);
            }
            else
            {
                end++;
                value = inside.ToString();
                return true;
            }
        }

        value = "";
        return false;
    }

    private static bool IsPlain(string value) => value.Length > 0 && !value.AsSpan().ContainsAny(Special) && !value.Any(char.IsControl) && value.Trim().Length == value.Length;
}
