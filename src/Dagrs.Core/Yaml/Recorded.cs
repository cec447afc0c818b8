using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>A recorded event of a YAML text.</summary>
/// <param name="Event">The event.</param>
/// <param name="Target">For an alias, the node that it refers to.</param>
/// <param name="Recording">The recording that begins with it; null: none.</param>
internal readonly record struct Recorded(ParsingEvent Event, Recording? Target, Recording? Recording);
