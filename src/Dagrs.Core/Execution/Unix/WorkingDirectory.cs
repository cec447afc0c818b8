using Dagrs.Core.Model;

namespace Dagrs.Core.Execution.Unix;

/// <summary>The working directory of this process, by the name that a shell would give it. Thread-safe.</summary>
internal sealed class WorkingDirectory
{
    private readonly string? _inherited = Environment.GetEnvironmentVariable("PWD");
    private (string Real, string Name)? _known;

    /// <summary>As in <c>PWD</c>, which may contain links, as long as that is correct; null when the folder is gone or its name is not UTF-8.</summary>
    public string? Find()
    {
        string real;
        try
        {
            real = Environment.CurrentDirectory;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        if (WorkingFolder.IsUnnameable(real))
        {
            return null;
        }

        // Two threads may compute it at the same time; the result is the same.
        if (_known is not { } known || known.Real != real)
        {
            _known = known = (real, _inherited is ['/', ..] && Native.RealPath(_inherited) == real ? _inherited : real);
        }

        return known.Name;
    }
}
