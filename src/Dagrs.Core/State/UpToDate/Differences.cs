using System.Text;
using Dagrs.Core.Model;
using Dagrs.Core.State.Records;

namespace Dagrs.Core.State.UpToDate;

/// <summary>Describes the differences between the last success of a task and now. It never shows values of variables.</summary>
internal static class Differences
{
    /// <summary>The most differences that are listed.</summary>
    public const int Most = 5;

    /// <summary>The first differences, one line each.</summary>
    /// <param name="last">The last success.</param>
    /// <param name="parts">The current parts of the key.</param>
    /// <param name="inputs">The current inputs.</param>
    public static List<string> Between(Success last, IReadOnlyList<KeyPart> parts, IReadOnlyList<RecordedFile> inputs)
    {
        var words = new List<string>();
        AddParts(words, last.Parts, parts);
        AddFiles(words, last.Inputs, inputs);
        return words.Count > Most ? words[..Most] : words;
    }

    /// <summary>
    /// True when all differences come from predecessors: what they hand over, the files that they write, and, where the task uses their values, its
    /// command and variables.
    /// </summary>
    /// <param name="last">The last success.</param>
    /// <param name="parts">The current parts of the key.</param>
    /// <param name="inputs">The current inputs.</param>
    /// <param name="takesTexts">True when its command, variables or parameters contain values of predecessors.</param>
    /// <param name="isWritten">Whether a predecessor writes the file of that name.</param>
    public static bool AreOnlyIn(Success last, IReadOnlyList<KeyPart> parts, IReadOnlyList<RecordedFile> inputs, bool takesTexts, Predicate<string> isWritten)
    {
        var changed = parts.Except(last.Parts).Concat(last.Parts.Except(parts));
        var files = inputs.Where(file => !last.Inputs.Any(known => known.Name == file.Name && known.Mark.IsSameAs(file.Mark)))
            .Concat(last.Inputs.ExceptBy(inputs.Select(file => file.Name), known => known.Name));
        return changed.All(part => HangsOnOthers(part.Kind, takesTexts)) && files.All(file => isWritten(file.Name));
    }

    private static bool HangsOnOthers(KeyPartKind kind, bool takesTexts) =>
        kind is KeyPartKind.Predecessor or KeyPartKind.Argument || (takesTexts && kind is KeyPartKind.Command or KeyPartKind.CommandHash or KeyPartKind.Variable);

    private static void AddParts(List<string> words, IReadOnlyList<KeyPart> before, IReadOnlyList<KeyPart> now)
    {
        var old = new Dictionary<(KeyPartKind, string), string>();
        foreach (var part in before)
        {
            old[(part.Kind, part.Name)] = part.Value;
        }

        foreach (var part in now)
        {
            var isKnown = old.Remove((part.Kind, part.Name), out var value);
            if (part.Kind == KeyPartKind.CommandHash)
            {
                if (value != part.Value)
                {
                    words.Add($"the command was '{TextOf(before)}', now '{TextOf(now)}'");
                }
            }
            else if (part.Kind != KeyPartKind.Command && (!isKnown || value != part.Value))
            {
                words.Add(Words(part, isKnown ? Change.Changed : Change.New));
            }
        }

        foreach (var ((kind, name), value) in old)
        {
            if (kind is not (KeyPartKind.Command or KeyPartKind.CommandHash))
            {
                words.Add(Words(new(kind, name, value), Change.Gone));
            }
        }
    }

    private static void AddFiles(List<string> words, IReadOnlyList<RecordedFile> before, IReadOnlyList<RecordedFile> now)
    {
        var old = new Dictionary<string, RecordedFile>(before.Count, StringComparer.Ordinal);
        foreach (var file in before)
        {
            old[file.Name] = file;
        }

        foreach (var file in now)
        {
            if (!old.Remove(file.Name, out var known))
            {
                words.Add($"input '{OneLine.Of(file.Name)}' is new");
            }
            else if (!known.Mark.IsSameAs(file.Mark))
            {
                words.Add($"input '{OneLine.Of(file.Name)}' changed");
            }
        }

        foreach (var name in old.Keys.Order(StringComparer.Ordinal))
        {
            words.Add($"input '{OneLine.Of(name)}' is gone");
        }
    }

    private static string TextOf(IReadOnlyList<KeyPart> parts) => parts.FirstOrDefault(part => part.Kind == KeyPartKind.Command)?.Value ?? "";

    private static string Words(KeyPart part, Change change)
    {
        var text = new StringBuilder(part.Kind switch
        {
            KeyPartKind.Platform => "the system",
            KeyPartKind.Shell => "the shell",
            KeyPartKind.Folder => "the folder",
            KeyPartKind.Variable or KeyPartKind.OutsideVariable => $"variable '{OneLine.Of(part.Name)}'",
            KeyPartKind.Parameter => $"parameter '{OneLine.Of(part.Name)}'",
            KeyPartKind.Tool => $"the output of '{OneLine.Of(part.Name)}'",
            KeyPartKind.SuccessCodes => "'success-codes'",
            KeyPartKind.Argument => $"the output of a predecessor, ${part.Name},",
            KeyPartKind.Predecessor => $"what predecessor '{OneLine.Of(part.Name)}' hands over",
            _ => $"script '{OneLine.Of(part.Name)}'",
        });
        return text.Append(change switch { Change.New => " is new", Change.Gone => " is gone", _ => " changed" }).ToString();
    }

    private enum Change
    {
        Changed,
        New,
        Gone,
    }
}
