namespace Dagrs.Core.Scheduling;

/// <summary>A service that lives on after the run that started it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Definition">What it is; if that changes, it is a different service.</param>
/// <param name="Process">Its process.</param>
/// <param name="Results">Its results by name when it became ready; null: none.</param>
internal sealed record ServiceInPool(string Id, string Definition, ServiceProcess Process, IReadOnlyDictionary<string, string>? Results);
