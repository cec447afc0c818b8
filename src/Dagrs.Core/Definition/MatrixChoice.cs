using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>Some values of a matrix by their keys, as <c>exclude</c> and <c>include</c> have them.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Values">Keys and values in the order written.</param>
internal sealed record MatrixChoice(Place Place, IReadOnlyList<(Located<string> Key, Located<Template> Value)> Values);
