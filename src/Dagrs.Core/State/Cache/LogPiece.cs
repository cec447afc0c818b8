using Dagrs.Core.Model;

namespace Dagrs.Core.State.Cache;

/// <summary>A piece of a task's output: the next bytes of one stream.</summary>
/// <param name="Channel">The stream.</param>
/// <param name="Length">The number of bytes.</param>
internal readonly record struct LogPiece(OutputChannel Channel, long Length);
