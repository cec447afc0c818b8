namespace Dagrs.Core.Definition;

/// <summary>Reads a file format of your own. What it makes is checked and resolved like YAML, with the same messages.</summary>
public interface IDefinitionParser
{
    /// <summary>Turns a text into a definition. Whatever is wrong with the text is listed in its problems, with places.</summary>
    /// <param name="source">The text; the definition must carry it.</param>
    DagDefinition Parse(SourceText source);
}
