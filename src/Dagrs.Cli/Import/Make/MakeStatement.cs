namespace Dagrs.Cli.Import.Make;

/// <summary>What a Makefile consists of, as it is written.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Source">The line, for what cannot be carried over.</param>
internal abstract record MakeStatement(int Line, string Source)
{
    /// <summary>A variable gets a value.</summary>
    /// <param name="Sign">Without the <c>=</c>: nothing, <c>:</c>, <c>?</c>, <c>+</c>, <c>!</c>.</param>
    public sealed record Assignment(int Line, string Source, string Name, string Sign, string Value, bool IsExported) : MakeStatement(Line, Source);

    /// <summary>Targets, what they come after, and the lines of the recipe without the tab.</summary>
    public sealed record Rule(int Line, string Source, string Targets, string Prerequisites, bool IsDouble, string? Desc) : MakeStatement(Line, Source)
    {
        public List<string> Recipe { get; } = [];

        /// <summary>Lines of the recipe that stand inside of <c>ifeq</c> and the like.</summary>
        public List<string> Hanging { get; } = [];
    }

    /// <summary>Variables are exported.</summary>
    public sealed record Export(int Line, string Source, string Names) : MakeStatement(Line, Source);

    /// <summary><c>ifeq</c> and the like, <c>else</c>, <c>endif</c>.</summary>
    public sealed record Conditional(int Line, string Source, string Word, string Condition) : MakeStatement(Line, Source);

    /// <summary>What has no equal.</summary>
    public sealed record Other(int Line, string Source) : MakeStatement(Line, Source);
}
