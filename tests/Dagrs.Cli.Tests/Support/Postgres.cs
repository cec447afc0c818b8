namespace Dagrs.Cli.Tests.Support;

/// <summary>
/// The PostgreSQL of this machine, for tests: its programs lie outside of PATH on Debian, and it does not run as root. So a folder of programs comes first on the PATH
/// that start the real ones, as somebody else where root runs the tests.
/// </summary>
internal static class Postgres
{
    private const string Nobody = "65534";

    /// <summary>Where its programs are; null: there are none.</summary>
    public static string? Programs { get; } = Candidates().FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "psql")));

    /// <summary>The PATH by which a file in the folder finds it.</summary>
    public static string PathFor(TempFolder folder)
    {
        var path = $"{Programs}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        if (Environment.UserName != "root")
        {
            return path;
        }

        // The data folder is made here, where its parent is root's.
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        var other = $"setpriv --reuid {Nobody} --regid {Nobody} --clear-groups";
        folder.WriteProgram("programs/initdb", $"[ \"$1\" = -D ] && install -d -m 700 -o {Nobody} -g {Nobody} \"$2\"\nexec {other} {Programs}/initdb \"$@\"\n");
        folder.WriteProgram("programs/postgres", $"exec {other} {Programs}/postgres \"$@\"\n");
        return $"{folder["programs"]}{Path.PathSeparator}{path}";
    }

    private static IEnumerable<string> Candidates() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")) : []);
}
