namespace Dagrs.Core.Scheduling;

/// <summary>A service that lives on when the run that started it is over.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Definition">What it is; where that changes it is another one.</param>
/// <param name="Process">Its process.</param>
/// <param name="Results">What it gave by name when it was ready; null: nothing.</param>
internal sealed record ServiceInPool(string Id, string Definition, ServiceProcess Process, IReadOnlyDictionary<string, string>? Results);
