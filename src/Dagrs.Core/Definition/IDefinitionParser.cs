namespace Dagrs.Core.Definition;

/// <summary>Reads a file format of your own. Its definitions are checked and resolved like YAML, with the same messages.</summary>
public interface IDefinitionParser
{
    /// <summary>Parses a text into a definition. All errors in the text are listed in its problems, with their positions.</summary>
    /// <param name="source">The text; the definition must carry it.</param>
    DagDefinition Parse(SourceText source);
}
