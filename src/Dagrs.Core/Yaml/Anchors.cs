using Dagrs.Core.Definition;
using Dagrs.Core.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>
/// The anchors of a text so far. An alias without one is reported, and read as a text in its place: the rest of the file is still worth reading. The
/// resolver reports nothing else at such a place.
/// </summary>
/// <param name="problems">Collects the problems.</param>
internal sealed class Anchors(ProblemList problems)
{
    private const int MostSuggestions = 20; // each compares the name with all anchors

    private readonly Dictionary<string, Recording> _byName = new(StringComparer.Ordinal);

    /// <summary>Adds an anchor; a later one of the same name replaces an earlier one.</summary>
    public void Add(AnchorName name, Recording node) => _byName[name.Value] = node;

    /// <summary>The node that an alias stands for; null, and reported, when that is unknown.</summary>
    /// <param name="alias">The alias.</param>
    /// <param name="place">Its position.</param>
    public Recording? Find(AnchorAlias alias, Place place)
    {
        var name = alias.Value.Value;
        if (!_byName.TryGetValue(name, out var node))
        {
            var mend = name.All(IsOfName) ? "" : "; a string that begins with '*' must be quoted";
            problems.Add(new(ProblemCode.BadAlias, place, $"alias {Quoted.Name(name)} has no anchor before it{mend}") { Suggestion = problems.Count < MostSuggestions ? Suggestion.For(name, _byName.Keys) : null });
        }
        else if (node.End is null)
        {
            problems.Add(new(ProblemCode.BadAlias, place, $"alias {Quoted.Name(name)} is inside its own anchor"));
            node = null;
        }

        return node;
    }

    /// <summary>The alias as a text.</summary>
    public static Scalar TextOf(AnchorAlias alias)
    {
        var (text, start) = ("*" + alias.Value.Value, alias.Start);
        var end = new Mark(start.Index + text.Length, start.Line, start.Column + text.Length); // its own is not stored
        return new(AnchorName.Empty, TagName.Empty, text, ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: false, start, end);
    }

    // Characters that people use in anchors; "*.txt" was meant as text.
    private static bool IsOfName(char character) => char.IsLetterOrDigit(character) || character is '_' or '-';
}
