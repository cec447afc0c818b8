using System.Reflection;

namespace Dagrs.Cli;

/// <summary>The version of dagrs, as <c>dagrs --version</c> prints it.</summary>
internal static class ProductVersion
{
    public static string Text { get; } = typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
