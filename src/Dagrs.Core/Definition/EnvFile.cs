namespace Dagrs.Core.Definition;

/// <summary>The contents of an env file. It does not know where the file is, nor what else sets variables.</summary>
/// <param name="Variables">In file order; if a name is repeated, the last one counts.</param>
/// <param name="Problems">All problems; if there are any, variables may be missing.</param>
internal sealed record EnvFile(IReadOnlyList<EnvVariable> Variables, IReadOnlyList<EnvFileProblem> Problems);
