namespace Dagrs.Core.Expressions;

/// <summary>What a <see cref="Reference"/> names.</summary>
internal enum ReferenceKind : byte
{
    /// <summary><c>params.NAME</c></summary>
    Parameter,

    /// <summary><c>matrix.KEY</c></summary>
    Matrix,

    /// <summary><c>env.NAME</c></summary>
    Variable,

    /// <summary><c>tasks.ID.state</c></summary>
    TaskState,

    /// <summary><c>tasks.ID.results.NAME</c></summary>
    TaskResult,

    /// <summary><c>os</c>: linux, macos or windows.</summary>
    Os,

    /// <summary><c>arch</c>: x64 or arm64.</summary>
    Arch,

    /// <summary><c>ci</c>: true or false.</summary>
    Ci,

    /// <summary><c>args</c>: what follows <c>--</c> on the command line.</summary>
    Args,

    /// <summary><c>root</c>: the folder of the file being run.</summary>
    Root,

    /// <summary><c>here</c>: the folder of the file that contains the expression.</summary>
    Here,
}
