using System.Runtime.CompilerServices;

namespace Dagrs.Cli.Tests.Support;

/// <summary>What is started by a test with the variables of the tests themselves remembers its runs in a temporary folder, and none in the user's home.</summary>
internal static class StateOfTests
{
#pragma warning disable CA2255 // it is no library
    [ModuleInitializer]
#pragma warning restore CA2255
    public static void Set()
    {
        var folder = new TempFolder();
        Environment.SetEnvironmentVariable(TempFolder.StateVariable, folder.Path);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
    }
}
