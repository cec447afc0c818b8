using System.Text;
using Dagrs.Core.Definition;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State;
using Dagrs.Core.Yaml;

namespace Dagrs.Core;

/// <summary>Reads task files. Reading finds problems and lists them in the definition; <see cref="Resolver"/> throws them.</summary>
public static class WorkflowFile
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int LargestFile = 256 * 1024 * 1024;

    private const int LargestRead = 64 * 1024; // bytes

    private static readonly YamlReader Yaml = new();

    private static readonly ThisMachine Machine = new(path => Read(path));

    /// <summary>Reads a file and builds its graph.</summary>
    /// <param name="path">The file.</param>
    /// <param name="actions">What runs in place of commands, by id.</param>
    /// <param name="parser">Reads the format; null: YAML.</param>
    /// <exception cref="InvalidFileException">The file cannot be read or is wrong; carries every problem.</exception>
    /// <exception cref="ArgumentException">There is an action for a task that the file lacks; says which was probably meant.</exception>
    public static Dag Load(string path, IReadOnlyDictionary<string, Work>? actions = null, IDefinitionParser? parser = null) =>
        Resolve(Parse(parser ?? Yaml, ReadText(path, path)), actions);

    /// <summary>Reads a text to its end and builds its graph.</summary>
    /// <inheritdoc cref="Load(string, IReadOnlyDictionary{string, Work}, IDefinitionParser)"/>
    /// <param name="text">The text.</param>
    public static Dag Load(TextReader text, IReadOnlyDictionary<string, Work>? actions = null, IDefinitionParser? parser = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return LoadText(text.ReadToEnd(), actions, parser);
    }

    /// <summary>Builds the graph of a text.</summary>
    /// <inheritdoc cref="Load(string, IReadOnlyDictionary{string, Work}, IDefinitionParser)"/>
    /// <param name="text">The text.</param>
    public static Dag LoadText(string text, IReadOnlyDictionary<string, Work>? actions = null, IDefinitionParser? parser = null) =>
        Resolve(Parse(parser ?? Yaml, new SourceText("(text)", Encoding.UTF8.GetBytes(text))), actions);

    /// <summary>Reads a YAML file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shownAs">The path that messages show; by default <paramref name="path"/>.</param>
    /// <exception cref="InvalidFileException">The file is missing or cannot be read.</exception>
    public static DagDefinition Read(string path, string? shownAs = null) => Parse(Yaml, ReadText(path, shownAs ?? path));

    /// <summary>Reads a YAML file, without parsing it where it is as it was when what is kept of it was made.</summary>
    /// <inheritdoc cref="Read(string, string)"/>
    /// <param name="kept">What is kept of the file, and where what was parsed now is handed in.</param>
    internal static DagDefinition Read(string path, string shownAs, ParsedFile kept)
    {
        var text = ReadText(path, shownAs);
        return (kept.Find(text.Bytes.Span) is { } events && YamlReader.Parse(text, events) is { } known ? known : ParseToKeep(text, kept)) with { Machine = Machine };
    }

    /// <summary>What a <see cref="ParsedFile"/> hangs on besides the text: who parsed it, and how that is written down.</summary>
    internal static string ParserVersion => $"{ParsedEventWriter.Format} {typeof(WorkflowFile).Assembly.GetName().Version} {YamlReader.ParserVersion}";

    /// <summary>Reads YAML from a stream to its end.</summary>
    /// <param name="stream">The text in UTF-8.</param>
    /// <param name="shownAs">The path that messages show.</param>
    /// <exception cref="InvalidFileException">The text is larger than <see cref="LargestFile"/>.</exception>
    public static DagDefinition Read(Stream stream, string shownAs) => Parse(Yaml, ReadText(stream, shownAs));

    /// <summary>Reads YAML from a string.</summary>
    /// <param name="text">The text.</param>
    /// <param name="shownAs">The path that messages show.</param>
    public static DagDefinition Parse(string text, string shownAs = "(text)") =>
        Parse(Yaml, new SourceText(shownAs, Encoding.UTF8.GetBytes(text)));

    private static DagDefinition Parse(IDefinitionParser parser, SourceText text) => parser.Parse(text) with { Machine = Machine };

    // What has problems is parsed each time: they are looked for where the parser stands.
    private static DagDefinition ParseToKeep(SourceText text, ParsedFile kept)
    {
        var written = new ParsedEventWriter(text.Bytes);
        var definition = YamlReader.Parse(text, written);
        if (written.IsWhole && definition is { IsComplete: true, Problems.Count: 0 })
        {
            kept.Keep(written.Written);
        }

        return definition;
    }

    /// <summary>The text of a file, whatever it is.</summary>
    internal static SourceText ReadText(string path, string shownAs)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            throw Unreadable(shownAs, ProblemCode.FileNotFound, "no such file");
        }

        try
        {
            if (Directory.Exists(path))
            {
                throw Unreadable(shownAs, ProblemCode.FileUnreadable, "is a folder, not a file");
            }

            using var file = File.OpenRead(path);
            return ReadText(file, shownAs);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unreadable(shownAs, ProblemCode.FileNotFound, "no such file");
        }
        catch (UnauthorizedAccessException)
        {
            throw Unreadable(shownAs, ProblemCode.FileUnreadable, "no permission to read the file");
        }
        catch (IOException wrong)
        {
            throw Unreadable(shownAs, ProblemCode.FileUnreadable, "cannot be read: " + SystemReason.Of(wrong));
        }
    }

    /// <summary>The text of a stream, whatever it is.</summary>
    internal static SourceText ReadText(Stream stream, string shownAs)
    {
        var length = stream.CanSeek ? (int)Math.Min(stream.Length, LargestFile) : LargestRead;
        using var bytes = new MemoryStream(length);
        var buffer = new byte[Math.Clamp(length, 1, LargestRead)];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            if (bytes.Length + read > LargestFile)
            {
                throw Unreadable(shownAs, ProblemCode.TooLarge, $"is larger than {LargestFile / 1024 / 1024} MiB");
            }

            bytes.Write(buffer, 0, read);
        }

        return new SourceText(shownAs, bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
    }

    private static Dag Resolve(DagDefinition definition, IReadOnlyDictionary<string, Work>? actions) =>
        Resolver.Resolve(actions is null ? definition : definition.WithActions(actions), input: new() { NeedsValues = true, Arguments = [] });

    private static InvalidFileException Unreadable(string path, ProblemCode code, string message) =>
        new(new SourceText(path, default), [new(code, default, message)]);
}
