namespace Dagrs.Core.Yaml;

/// <summary>The kinds of an <see cref="Entry"/>.</summary>
internal enum EntryKind
{
    /// <summary>A key with its colon.</summary>
    Key,

    /// <summary>The dash of a list item.</summary>
    Item,

    /// <summary>Neither.</summary>
    Text,
}
