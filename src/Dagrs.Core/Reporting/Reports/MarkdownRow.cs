using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports;

/// <summary>One task in the table of a summary, as plain text.</summary>
/// <param name="Title">Its title.</param>
/// <param name="State">Its outcome.</param>
/// <param name="Duration">How long it took, where it was started.</param>
/// <param name="Why">How it ended or why it did not run; empty: nothing to add.</param>
internal sealed record MarkdownRow(string Title, TaskState State, TimeSpan Duration, string Why);
