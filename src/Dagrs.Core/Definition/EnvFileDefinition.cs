using Dagrs.Core.Expressions;

namespace Dagrs.Core.Definition;

/// <summary>A file of variables as it is named under <c>env-file</c>.</summary>
/// <param name="Path">The path, from the folder of the file that names it.</param>
/// <param name="IsOptional">True when it may be missing.</param>
internal sealed record EnvFileDefinition(Located<Template> Path, bool IsOptional);
