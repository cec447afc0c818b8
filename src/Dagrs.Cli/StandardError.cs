namespace Dagrs.Cli;

/// <summary>Standard error for complaints. One that cannot be written is dropped: there is nobody left to tell, and the exit code still speaks.</summary>
internal static class StandardError
{
    public static void WriteLine(string line)
    {
        try
        {
            Console.Error.WriteLine(line);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
        }
    }
}
