using Dagrs.Core.Graph;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests;

/// <summary>The public face of Dagrs.Core, as somebody has read it and found it right.</summary>
public sealed class PublicApiTests
{
    private static string Folder { get; } = Path.Combine(Repository.Root, "tests", "Dagrs.Core.Tests");

    // A change of it is a change for everybody who uses the library: read PublicApi.received.txt and rename it if it is meant.
    [Fact]
    public void The_public_face_is_the_approved_one()
    {
        var (approved, received) = (Path.Combine(Folder, "PublicApi.approved.txt"), Path.Combine(Folder, "PublicApi.received.txt"));
        var face = PublicFace.Of(typeof(DagBuilder).Assembly);
        var expected = File.Exists(approved) ? File.ReadAllText(approved) : "";
        if (face != expected)
        {
            File.WriteAllText(received, face);
        }
        else
        {
            File.Delete(received);
        }

        Assert.Equal(expected, face);
    }

    // What only the program needs is internal: more than this nobody looks through.
    [Fact]
    public void There_are_at_most_70_public_types() => Assert.InRange(typeof(DagBuilder).Assembly.GetExportedTypes().Length, 1, 70);

    [Fact]
    public void Members_are_told_with_their_types()
    {
        var face = PublicFace.Of(typeof(DagBuilder).Assembly).Split('\n');

        Assert.Contains("sealed class Dagrs.Core.Graph.DagBuilder", face);
        Assert.Contains("  Dag Build()", face);
        Assert.Contains("  TaskNode<string> Add(string name, Command command, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after)", face);
        Assert.Contains("  string? Directory { get; init; }", face);
        Assert.Contains("  int Parallelism { get; init; }", face);
        Assert.Contains("  Drain = 0", face);
        Assert.DoesNotContain(face, line => line.Contains("<Clone>", StringComparison.Ordinal));
    }
}
