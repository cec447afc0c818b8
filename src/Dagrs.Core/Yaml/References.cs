namespace Dagrs.Core.Yaml;

/// <summary>Finds what a shell would expand: <c>$NAME</c>, <c>${NAME</c>, and <c>$(</c>, which has no name.</summary>
internal static class References
{
    /// <summary>One of them: its position, and its name.</summary>
    public readonly ref struct Reference(int start, int end, ReadOnlySpan<char> name)
    {
        public int Start { get; } = start;

        public int End { get; } = end;

        public ReadOnlySpan<char> Name { get; } = name;
    }

    public static Enumerator In(string text) => new(text);

    /// <summary>Enumerates them in a text. A preceding backslash or dollar makes no difference: neither is an escape here.</summary>
    public ref struct Enumerator(string text)
    {
        private int _at;

        public Reference Current { get; private set; }

        public readonly Enumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            for (int dollar; (dollar = text.IndexOf('$', _at)) >= 0;)
            {
                var rest = text.AsSpan(dollar + 1);
                var isBraced = rest is ['{', ..];
                var name = isBraced ? rest[1..] : rest;
                name = name[..NameLength(name)];
                _at = dollar + 1 + (isBraced ? 1 : 0) + name.Length;
                if (name.Length > 0)
                {
                    var end = isBraced && text.IndexOf('}', _at) is >= 0 and var brace ? brace + 1 : _at;
                    Current = new(dollar, end, name);
                    return true;
                }

                if (rest is ['(', ..])
                {
                    Current = new(dollar, text.IndexOf(')', _at) is >= 0 and var closing ? closing + 1 : text.Length, default);
                    return true;
                }
            }

            return false;
        }

        private static int NameLength(ReadOnlySpan<char> text)
        {
            if (text is not [(>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_', ..])
            {
                return 0;
            }

            var length = 1;
            while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] == '_'))
            {
                length++;
            }

            return length;
        }
    }
}
