using Dagrs.Core.Expressions;

namespace Dagrs.Core.Definition;

/// <summary>An env file as named under <c>env-file</c>.</summary>
/// <param name="Path">The path, relative to the folder of the file that names it.</param>
/// <param name="IsOptional">True when it may be missing.</param>
internal sealed record EnvFileDefinition(Located<Template> Path, bool IsOptional);
