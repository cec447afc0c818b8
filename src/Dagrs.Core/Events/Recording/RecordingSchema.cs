namespace Dagrs.Core.Events.Recording;

/// <summary>The JSON Schemas of the stream of events and of the run report. They are files of the repository, which the build puts into the program.</summary>
internal static class RecordingSchema
{
    public const string Events = "events";
    public const string Report = "report";

    /// <summary>The names of those that there are.</summary>
    public static IReadOnlyList<string> Names { get; } = [Events, Report];

    /// <summary>The text of one.</summary>
    public static string Text(string name)
    {
        using var reader = new StreamReader(typeof(RecordingSchema).Assembly.GetManifestResourceStream($"dagrs.{name}.schema.json")!);
        return reader.ReadToEnd();
    }
}
