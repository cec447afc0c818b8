using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports;

/// <summary>What a table in a summary says of one task, as plain text.</summary>
/// <param name="Title">How it is called.</param>
/// <param name="State">What has become of it.</param>
/// <param name="Duration">How long it took, where it was started.</param>
/// <param name="Why">How it ended or why it did not run; empty: nothing to say.</param>
internal sealed record MarkdownRow(string Title, TaskState State, TimeSpan Duration, string Why);
