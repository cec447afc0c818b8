namespace Dagrs.Core.Execution.CliWrap;

/// <summary>Takes some bytes of an output; the buffer belongs to the caller again on return.</summary>
internal delegate void OutputTaker(ReadOnlySpan<byte> bytes);
