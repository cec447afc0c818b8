using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>An event of a YAML text.</summary>
/// <param name="Event">The event.</param>
/// <param name="Target">For an alias what it stands for.</param>
/// <param name="Recording">The recording that begins with it; null: none does.</param>
internal readonly record struct Recorded(ParsingEvent Event, Recording? Target, Recording? Recording);
