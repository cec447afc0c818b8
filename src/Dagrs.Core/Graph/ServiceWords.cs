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
        ? $"starts after the service '{OneLine.Of(service, 100)}' has stopped, but needs another service that runs as long as that one; add '{OneLine.Of(service, 100)}' to its 'after' to keep both running"
        : $"needs the service '{OneLine.Of(service, 100)}' but depends on '{OneLine.Of(waiter, 100)}', which starts after that service has stopped; add '{OneLine.Of(service, 100)}' to the 'after' of '{OneLine.Of(waiter, 100)}', or remove one of the two from 'after'";
}
