namespace Dagrs.Cli.Import.Make;

/// <summary>The shell that runs the lines of recipes.</summary>
internal sealed class MakeShell
{
    public MakeShell(ImportedFile file, MakeVariables variables, MakeTargets targets)
    {
        var flags = variables[".SHELLFLAGS"] is { } written ? variables.Expand(written) : null;
        var shell = variables["SHELL"] is { } named ? variables.Expand(named) : null;
        if (variables.Has("SHELL") && string.IsNullOrWhiteSpace(shell) || variables.Has(".SHELLFLAGS") && string.IsNullOrWhiteSpace(flags))
        {
            file.Todo("SHELL or .SHELLFLAGS: not known from the file alone");
            (shell, flags) = (null, null);
        }

        HasOneShell = targets.HasOneShell;
        IgnoresFailures = targets.IgnoresFailures;
        EndsAtFailure = flags is not null && (MakeText.Words(flags).Any(flag => flag.StartsWith('-') && flag.Contains('e', StringComparison.Ordinal)) || flags.Contains("errexit", StringComparison.Ordinal));
        if (shell is null && flags is null || shell is "/bin/sh" or "sh" && flags is null)
        {
            return;
        }

        var words = MakeText.Words(flags ?? "-c").ToList();
        Words = [shell?.Trim() ?? "sh", .. EndsAtFailure ? words : flags is null ? ["-ec"] : ["-e", .. words]];
    }

    /// <summary>The shell and its options, with <c>-e</c>; null: <c>sh</c>.</summary>
    public IReadOnlyList<string>? Words { get; }

    /// <summary>True when it exits at the first failure in the Makefile as well.</summary>
    public bool EndsAtFailure { get; }

    /// <inheritdoc cref="MakeTargets.HasOneShell"/>
    public bool HasOneShell { get; }

    /// <inheritdoc cref="MakeTargets.IgnoresFailures"/>
    public bool IgnoresFailures { get; }
}
