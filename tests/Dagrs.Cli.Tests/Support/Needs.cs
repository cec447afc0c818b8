using System.Diagnostics;

namespace Dagrs.Cli.Tests.Support;

/// <summary>What tests need besides .NET, and why a test is left out where it is lacking. The runner counts such a test as skipped and tells the reason.</summary>
internal static class Needs
{
    /// <summary>A folder with node_modules that hold mermaid and jsdom (see .ci/run).</summary>
    public const string Mermaid = "mermaid";

    /// <summary>A browser without a window.</summary>
    public const string Chromium = "chromium";

    /// <summary>A strace that may trace.</summary>
    public const string Tracing = "tracing";

    /// <summary>A file that takes nothing, as a full disk does.</summary>
    public const string FullDisk = "/dev/full";

    /// <summary>The right to become another user.</summary>
    public const string Root = "root";

    /// <summary>A native executable as dagrs: the runtime itself needs more threads, descriptors and files than some tests leave.</summary>
    public const string NativeExecutable = "native";

    /// <summary>The executor of our own: what only it can do, or what only it is asked for.</summary>
    public const string DirectExecutor = "direct";

    /// <summary>The programs of PostgreSQL.</summary>
    public const string Postgres = "postgres";

    /// <summary>Root, and the programs of Slurm and munge, by which a cluster can be made here.</summary>
    public const string Slurm = "slurm";

    /// <summary>Cgroups that can be written, of the version that the clusters of the tests use.</summary>
    public const string Cgroups = "cgroups";

    /// <summary>The right to make networks.</summary>
    public const string Networks = "networks";

    /// <summary>Patience: it is a long test.</summary>
    public const string Time = "time";

    /// <summary>A user who may not read every file.</summary>
    public const string NoRoot = "no root";

    public static string? MermaidFolder { get; } =
        Environment.GetEnvironmentVariable("DAGRS_NODE_FOLDER") is { Length: > 0 } folder && Directory.Exists(Path.Combine(folder, "node_modules", "mermaid")) ? folder : null;

    public static string? ChromiumProgram { get; } = new[] { "chromium", "chromium-browser", "google-chrome" }.FirstOrDefault(Paths.Has);

    private static Lazy<bool> CanTrace { get; } = new(() =>
    {
        if (!Paths.Has("strace"))
        {
            return false;
        }

        using var strace = Process.Start(new ProcessStartInfo("strace", ["-qq", "-o", "/dev/null", "true"]) { RedirectStandardError = true })!;
        strace.WaitForExit();
        return strace.ExitCode == 0;
    });

    private static Lazy<bool> CanMakeNetworks { get; } = new(() =>
    {
        if (!Paths.Has("unshare"))
        {
            return false;
        }

        using var unshare = Process.Start(new ProcessStartInfo("unshare", ["--net", "--uts", "ip", "link", "add", "look", "type", "bridge"]) { RedirectStandardError = true })!;
        unshare.WaitForExit();
        return unshare.ExitCode == 0;
    });

    /// <summary>Why a test that needs these cannot run here; null when it can.</summary>
    public static string? Missing(string[] needs) => needs.Select(WhyNot).FirstOrDefault(why => why is not null);

    private static string? WhyNot(string need) => need switch
    {
        Mermaid => MermaidFolder is null ? "left out: needs DAGRS_NODE_FOLDER, which names a folder in which 'npm install mermaid jsdom' was done" : null,
        Chromium => ChromiumProgram is null ? "left out: there is no chromium on this machine" : null,
        Tracing => CanTrace.Value ? null : "left out: there is no strace on this machine, or it may not trace",
        FullDisk => File.Exists(FullDisk) ? null : "left out: there is no /dev/full on this machine",
        Root => Environment.UserName != "root" ? "left out: only root can become another user" : null,
        NativeExecutable => Paths.DagrsIsNative ? null : "left out: needs DAGRS_BINARY, which names a native executable",
        DirectExecutor => Paths.IsDirect ? null : "left out: needs the executor 'direct', and DAGRS_EXECUTOR names another",
        Postgres => Support.Postgres.Programs is null ? "left out: there is no PostgreSQL on this machine" : null,
        Slurm => WhyNoSlurm(),
        Cgroups => Directory.Exists("/sys/fs/cgroup/freezer") && Directory.Exists("/sys/fs/cgroup/memory") ? null : "left out: there are no cgroups of version 1 on this machine",
        Networks => CanMakeNetworks.Value ? null : "left out: this machine lets nobody make a network",
        Time => Suite.IsWhole ? null : Suite.WhyLeftOut,
        NoRoot => Environment.UserName == "root" ? "left out: root may read every file" : null,
        _ => Paths.Has(need) ? null : $"left out: there is no {need} on this machine",
    };

    // The programs of daemons lie where only root looks.
    private static string? WhyNoSlurm() => Environment.UserName != "root" ? "left out: only root can bring up a cluster with Slurm"
        : new[] { "sbatch", "slurmctld", "slurmd", "munged" }.FirstOrDefault(program => !Paths.Has(program) && !File.Exists("/usr/sbin/" + program)) is { } missing ? $"left out: there is no {missing} on this machine"
        : null;
}
