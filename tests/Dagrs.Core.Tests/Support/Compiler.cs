using Dagrs.Core.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Dagrs.Core.Tests.Support;

/// <summary>Compiles a source against the library as somebody else's project would.</summary>
internal static class Compiler
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(DagBuilder).Assembly.Location)
            .Append(typeof(Dagrs.Build.BuildProgram).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path))]);

    public static IReadOnlyList<Diagnostic> ErrorsIn(string source)
    {
        var compilation = CSharpCompilation.Create("Snippet", [CSharpSyntaxTree.ParseText(source)], References.Value, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return [.. compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error)];
    }
}
