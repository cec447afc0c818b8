namespace Dagrs.Core.Model;

/// <summary>How a service shows that it is ready.</summary>
internal enum ReadyKind : byte
{
    /// <summary>A command succeeds.</summary>
    Exec,

    /// <summary>A port accepts a connection.</summary>
    Tcp,

    /// <summary>A page answers.</summary>
    Http,

    /// <summary>It writes a line that matches.</summary>
    Log,
}
