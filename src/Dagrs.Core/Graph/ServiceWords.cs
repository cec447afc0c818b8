using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>Wording about services that is used in several places.</summary>
internal static class ServiceWords
{
    /// <summary>Why a task cannot have a service, phrased to follow the task's name.</summary>
    /// <param name="service">The service.</param>
    /// <param name="waiter">The task that starts when it has stopped.</param>
    /// <param name="isSame">True when the waiter is the task itself.</param>
    public static string OfConflict(string service, string waiter, bool isSame) => isSame
        ? $"starts when the service '{OneLine.Of(service, 100)}' has stopped, and keeps another one that lives as long as that; name '{OneLine.Of(service, 100)}' in its 'after' to keep both"
        : $"needs the service '{OneLine.Of(service, 100)}' and comes after '{OneLine.Of(waiter, 100)}', which starts when that has stopped; name '{OneLine.Of(service, 100)}' in the 'after' of '{OneLine.Of(waiter, 100)}' to keep it for both, or take one of the two out of 'after'";
}
