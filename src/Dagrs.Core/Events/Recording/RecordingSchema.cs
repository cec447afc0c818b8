namespace Dagrs.Core.Events.Recording;

/// <summary>The JSON Schemas of the event stream and of the run report. They are files of the repository, embedded in the program by the build.</summary>
internal static class RecordingSchema
{
    public const string Events = "events";
    public const string Report = "report";

    /// <summary>The names of the schemas.</summary>
    public static IReadOnlyList<string> Names { get; } = [Events, Report];

    /// <summary>The text of a schema.</summary>
    public static string Text(string name)
    {
        using var reader = new StreamReader(typeof(RecordingSchema).Assembly.GetManifestResourceStream($"dagrs.{name}.schema.json")!);
        return reader.ReadToEnd();
    }
}
