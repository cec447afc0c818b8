namespace Dagrs.Core.Graph;

/// <summary>Type names as messages show them.</summary>
internal static class TypeNames
{
    public static string Of(object? value) => value is null ? "null" : Of(value.GetType());

    public static string Of(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>"
        : type.Name;
}
