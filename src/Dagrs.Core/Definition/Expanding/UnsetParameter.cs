using Dagrs.Core.Expressions;

namespace Dagrs.Core.Definition.Expanding;

/// <summary>Where the value of a parameter comes from that is not known, because a parameter it uses has no value.</summary>
/// <param name="Scope">The file in which the value is written.</param>
/// <param name="Value">The value as written.</param>
internal sealed record UnsetParameter(FileScope Scope, Template Value);
