using System.Text.Json;

namespace Dagrs.Slurm;

/// <summary>A job's own record of its end: the only source that is trusted. Immutable.</summary>
/// <param name="Code">The exit code of the command; 128 plus the number of the signal that ended it.</param>
/// <param name="Why">How it ended; by default the command ended by itself.</param>
/// <param name="Node">The node on which it ran.</param>
/// <param name="Job">Slurm's job number.</param>
internal sealed record ExitRecord(int Code, ExitReason Why, string Node, long Job)
{
    /// <summary>Parses the record; null when it is not one that a job has written.</summary>
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
