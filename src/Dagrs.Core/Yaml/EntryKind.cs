namespace Dagrs.Core.Yaml;

/// <summary>The kinds of an <see cref="Entry"/>.</summary>
internal enum EntryKind
{
    /// <summary>A key with its colon.</summary>
    Key,

    /// <summary>The dash of an item of a list.</summary>
    Item,

    /// <summary>Neither.</summary>
    Text,
}
