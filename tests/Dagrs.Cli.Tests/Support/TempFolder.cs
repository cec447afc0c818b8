namespace Dagrs.Cli.Tests.Support;

/// <summary>An empty folder that is gone after the test.</summary>
internal sealed class TempFolder : IDisposable
{
    // Resolved, because some systems reach their temporary folder through a link, and pwd shows where it leads.
    public string Path { get; } = Directory.CreateTempSubdirectory("dagrs-test-").FullName;

    /// <summary>The variable that says where dagrs remembers runs.</summary>
    public const string StateVariable = "XDG_STATE_HOME";

    /// <summary>Where runs of files in the folder are remembered, beside it.</summary>
    public string State => Path + ".state";

    /// <summary>The path of something in the folder.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public void Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], bytes);
    }

    /// <summary>Another content at once, as editors do it: nobody sees half of it, and it is one change to whoever watches.</summary>
    public void Replace(string name, string text)
    {
        Write(name + "~", text);
        File.Move(this[name + "~"], this[name], overwrite: true);
    }

    /// <summary>A script of the shell that can be started by its name.</summary>
    public void WriteProgram(string name, string script)
    {
        Write(name, "#!/bin/sh\n" + script);
        File.SetUnixFileMode(this[name], (UnixFileMode)0b111_101_101);
    }

    public string Read(string name) => File.ReadAllText(this[name]);

    public bool Has(string name) => File.Exists(this[name]);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
            if (Directory.Exists(State))
            {
                Directory.Delete(State, recursive: true);
            }
        }
        catch (IOException)
        {
            // A process that a test has left behind on purpose may still write there.
        }
    }
}
