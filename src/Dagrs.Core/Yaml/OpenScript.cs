using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>The text of a command that contains expressions.</summary>
/// <param name="Task">The task, by its index among all.</param>
/// <param name="Text">The text.</param>
internal sealed record OpenScript(int Task, Scalar Text);
