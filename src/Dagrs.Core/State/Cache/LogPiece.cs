using Dagrs.Core.Model;

namespace Dagrs.Core.State.Cache;

/// <summary>A piece of what a task wrote: the next bytes of a stream.</summary>
/// <param name="Channel">The stream.</param>
/// <param name="Length">How many bytes.</param>
internal readonly record struct LogPiece(OutputChannel Channel, long Length);
