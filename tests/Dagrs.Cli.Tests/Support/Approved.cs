namespace Dagrs.Cli.Tests.Support;

/// <summary>Whole transcripts that somebody has read and found right; they lie in approved/.</summary>
internal static class Approved
{
    /// <summary>Fails when the text is not the approved one, and leaves it beside as .received, ready to be looked at and renamed.</summary>
    public static void Check(string name, string text, string extension = ".txt")
    {
        var approved = Paths.OfTests("approved", name + extension);
        var received = Paths.OfTests("approved", name + ".received" + extension);
        var expected = File.Exists(approved) ? File.ReadAllText(approved) : null;
        if (expected == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.True(expected is not null, $"there is no approved/{name}{extension}; read approved/{name}.received{extension} and rename it if it is right");
        Assert.Equal(expected, text);
    }
}
