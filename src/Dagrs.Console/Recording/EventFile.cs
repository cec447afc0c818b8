using System.Globalization;
using Dagrs.Console.Terminals;
using Dagrs.Core.Model;

namespace Dagrs.Console.Recording;

/// <summary>
/// The target of the event stream: a file, standard output or an inherited descriptor. If its reader goes away, that is reported once and
/// the run continues. Secrets were masked in each text before it became JSON.
/// </summary>
internal sealed class EventFile : GatheredOutput, IDisposable
{
    private const string DescriptorMark = "fd:";

    private static readonly FileRole Role = new("the events", "--events");

    private readonly FileStream? _opened;

    private EventFile(string path, Stream target, int standard, FileStream? opened = null)
        : base(target, masks: false) => (Path, Standard, _opened) = (path, standard, opened);

    /// <summary>The target, as the user gave it.</summary>
    public string Path { get; }

    /// <summary>The number of the standard stream that it is; 0: none.</summary>
    public int Standard { get; }

    /// <summary>The identity of the regular file; null: it is none.</summary>
    public FileIdentity? Identity { get; private init; }

    /// <summary>Opens it.</summary>
    /// <param name="path">A path, <c>-</c> or <c>fd:N</c>.</param>
    /// <param name="spared">Files that must not be overwritten.</param>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static EventFile Open(string path, IReadOnlyList<SparedFile> spared)
    {
        var reached = WorkingFolder.Reach(path);
        var target = new TargetFile(Role, reached, spared);
        try
        {
            if (Descriptor(path) is { } descriptor)
            {
                return OfDescriptor(path, target, descriptor);
            }

            if (target.OpenSpecial() is { } special)
            {
                return new EventFile(path, special, 0);
            }

            var opened = new FileStream(reached, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return new EventFile(path, target.Take(opened, out var standard), standard, opened) { Identity = FileIdentity.Of(reached) };
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw target.Refuse(wrong);
        }
    }

    public void Dispose() => _opened?.Dispose();

    protected override string? Fail(Exception wrong)
    {
        if (wrong.HResult != DescriptorStream.NobodyReads)
        {
            return base.Fail(wrong);
        }

        StandardError.Warn("the reader of the events has gone; the run continues without them");
        return null;
    }

    private static EventFile OfDescriptor(string path, TargetFile target, int descriptor)
    {
        if (OperatingSystem.IsWindows())
        {
            return descriptor == DescriptorStream.StandardOutput
                ? new EventFile(path, System.Console.OpenStandardOutput(), descriptor)
                : throw new IOException("Windows has no such descriptors; name a file");
        }

        return new EventFile(path, target.OpenGiven(descriptor), OpenDescriptor.Standard.Contains(descriptor) ? descriptor : 0) { Identity = FileIdentity.Of(descriptor) };
    }

    private static int? Descriptor(string path)
    {
        if (path == "-")
        {
            return DescriptorStream.StandardOutput;
        }

        if (path.StartsWith(DescriptorMark, StringComparison.Ordinal))
        {
            return int.TryParse(path.AsSpan(DescriptorMark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new ArgumentException("it is not a descriptor", nameof(path));
        }

        return OpenDescriptor.Named(WorkingFolder.Reach(path));
    }
}
