using Dagrs.Core.Yaml;

namespace Dagrs.Core;

/// <summary>The format of task files as a JSON Schema (2020-12), made of the table of keys that the parser reads by.</summary>
internal static class WorkflowSchema
{
    /// <summary>Writes the schema in UTF-8, with a line break at the end.</summary>
    /// <param name="target">Where it goes; it stays open.</param>
    public static void Write(Stream target)
    {
        ArgumentNullException.ThrowIfNull(target);
        SchemaWriter.Write(target);
        target.WriteByte((byte)'\n');
    }
}
