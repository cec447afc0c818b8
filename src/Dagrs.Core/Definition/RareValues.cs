using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>Values that few tasks have, kept apart so that the many others do not pay for them. Immutable.</summary>
internal sealed record RareValues
{
    /// <summary>Marks a task that does not mention secrets, which is not the same as having none.</summary>
    public static IReadOnlyList<Located<string>> NoSecrets { get; } = new List<Located<string>>();

    /// <summary>Nothing set.</summary>
    public static RareValues None { get; } = new(); // must follow the field it uses

    public IReadOnlyList<OpenValue> Open { get; init; } = [];

    public IReadOnlyList<Located<string>> KeysOfWork { get; init; } = [];

    public IReadOnlyList<EnvFileDefinition> EnvFiles { get; init; } = [];

    public MatrixDefinition? Matrix { get; init; }

    public Located<Condition>? If { get; init; }

    public Place WhenPlace { get; init; }

    public IReadOnlyList<Located<string>> Results { get; init; } = [];

    public Located<Template>? Confirm { get; init; }

    public IReadOnlyList<Located<string>> Secrets { get; init; } = NoSecrets;

    public IReadOnlyList<Located<Template>>? InputFiles { get; init; }

    public IReadOnlyList<Located<Template>>? OutputFiles { get; init; }

    public Place CachePlace { get; init; }

    public Place InteractivePlace { get; init; }

    /// <summary>True when its <c>after</c> could not be read, or not all of it.</summary>
    public bool HasWrongAfter { get; init; }
}
