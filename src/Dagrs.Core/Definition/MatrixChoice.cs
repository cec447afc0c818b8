using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>Some values of a matrix by key, as under <c>exclude</c> and <c>include</c>.</summary>
/// <param name="Place">Its position.</param>
/// <param name="Values">Keys and values in the order written.</param>
internal sealed record MatrixChoice(Place Place, IReadOnlyList<(Located<string> Key, Located<Template> Value)> Values);
