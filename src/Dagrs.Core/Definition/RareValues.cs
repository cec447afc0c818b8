using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>What few tasks say, kept apart so that the many others do not carry it. Immutable.</summary>
internal sealed record RareValues
{
    /// <summary>Stands where a task says nothing of secrets, which is not the same as none.</summary>
    public static IReadOnlyList<Located<string>> NoSecrets { get; } = new List<Located<string>>();

    /// <summary>Nothing said.</summary>
    public static RareValues None { get; } = new(); // after what it is made of

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
}
