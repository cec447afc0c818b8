namespace Dagrs.Core.Execution.CliWrap;

/// <summary>Gets some bytes of an output; they are the caller's again when it returns.</summary>
internal delegate void OutputTaker(ReadOnlySpan<byte> bytes);
