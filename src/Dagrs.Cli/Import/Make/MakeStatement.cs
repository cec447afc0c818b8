namespace Dagrs.Cli.Import.Make;

/// <summary>A statement of a Makefile, as written.</summary>
/// <param name="Line">Its first line, from 1.</param>
/// <param name="Source">The text of the line, for notes on what cannot be imported.</param>
internal abstract record MakeStatement(int Line, string Source)
{
    /// <summary>An assignment to a variable.</summary>
    /// <param name="Sign">The operator without the <c>=</c>: empty, <c>:</c>, <c>?</c>, <c>+</c>, <c>!</c>.</param>
    public sealed record Assignment(int Line, string Source, string Name, string Sign, string Value, bool IsExported) : MakeStatement(Line, Source);

    /// <summary>Targets, prerequisites, and the lines of the recipe without the tab.</summary>
    public sealed record Rule(int Line, string Source, string Targets, string Prerequisites, bool IsDouble, string? Desc) : MakeStatement(Line, Source)
    {
        public List<string> Recipe { get; } = [];

        /// <summary>Lines of the recipe inside a conditional such as <c>ifeq</c>.</summary>
        public List<string> Hanging { get; } = [];
    }

    /// <summary>An export of variables.</summary>
    public sealed record Export(int Line, string Source, string Names) : MakeStatement(Line, Source);

    /// <summary><c>ifeq</c> and the like, <c>else</c>, <c>endif</c>.</summary>
    public sealed record Conditional(int Line, string Source, string Word, string Condition) : MakeStatement(Line, Source);

    /// <summary>A statement without an equivalent.</summary>
    public sealed record Other(int Line, string Source) : MakeStatement(Line, Source);
}
