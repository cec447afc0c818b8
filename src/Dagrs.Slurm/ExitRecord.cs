using System.Text.Json;

namespace Dagrs.Slurm;

/// <summary>What a job itself says of its end: alone this is believed. Immutable.</summary>
/// <param name="Code">The exit code of the command; of one that a signal ended 128 and its number.</param>
/// <param name="Why">What kind of end: of the command by itself where nothing is said.</param>
/// <param name="Node">Where it ran.</param>
/// <param name="Job">Slurm's number of the job.</param>
internal sealed record ExitRecord(int Code, ExitReason Why, string Node, long Job)
{
    /// <summary>What a file holds; null when it is none that a job has written.</summary>
    public static ExitRecord? Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var record = json.RootElement;
            ExitReason? why = record.GetProperty("why").GetString() switch
            {
                "" => ExitReason.Command,
                "stopped" => ExitReason.Stopped,
                "timeout" => ExitReason.TimeLimit,
                "folder" => ExitReason.NoFolder,
                "program" => ExitReason.NoProgram,
                "directory" => ExitReason.IsFolder,
                "denied" => ExitReason.NotExecutable,
                "interpreter" => ExitReason.NoInterpreter,
                _ => null,
            };
            return why is null ? null : new(record.GetProperty("code").GetInt32(), why.Value, record.GetProperty("node").GetString() ?? "", record.GetProperty("job").GetInt64());
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
