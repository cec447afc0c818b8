using Dagrs.Core.Model;

namespace Dagrs.Core.Yaml;

/// <summary>The mapping under <c>stop</c> while it is read.</summary>
internal sealed class StopDraft
{
    public string? Signal { get; set; }

    public TimeSpan? Grace { get; set; }

    public Command? Command { get; set; }
}
