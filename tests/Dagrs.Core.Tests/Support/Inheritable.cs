using Dagrs.Core.Execution.Unix;

namespace Dagrs.Core.Tests.Support;

/// <summary>A descriptor of this process that a child would inherit, as a careless library might leave one open.</summary>
internal sealed class Inheritable : IDisposable
{
    private readonly int _descriptor = Native.open("/dev/null", Native.O_RDONLY);

    public static Inheritable Open() => new();

    public void Dispose() => _ = Native.close(_descriptor);
}
