namespace Dagrs.Core.Definition;

/// <summary>What a file of variables says. It does not know where the file is, nor what else sets variables.</summary>
/// <param name="Variables">In the order of the file; of equal names the last counts.</param>
/// <param name="Problems">All that is wrong; when there are any, variables may be missing.</param>
internal sealed record EnvFile(IReadOnlyList<EnvVariable> Variables, IReadOnlyList<EnvFileProblem> Problems);
