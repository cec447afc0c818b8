using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Dagrs.Core.Tests.Support;

/// <summary>The public types and members of an assembly as a text: sorted, without what the compiler writes by itself.</summary>
internal static class PublicFace
{
    private static readonly NullabilityInfoContext Nullability = new();

    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(FullName(type)).Append(Bases(type)).Append('\n');
            foreach (var member in Members(type).Distinct().Order(StringComparer.Ordinal))
            {
                text.Append("  ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(value => $"{Enum.GetName(type, value)} = {value}");
        }

        var isRecord = type.GetMethod("PrintMembers", Declared) is not null;
        return type.GetMembers(Declared).Where(member => !IsWrittenByTheCompiler(member, isRecord)).Select(member => member switch
        {
            ConstructorInfo made when IsSeen(made) => $"{Access(made)}new({Parameters(made)})",
            MethodInfo { IsSpecialName: false } method when IsSeen(method) => $"{Access(method)}{Name(Nullability.Create(method.ReturnParameter))} {method.Name}{Generics(method.GetGenericArguments())}({Parameters(method)})",
            PropertyInfo property when property.GetMethod is { } get && IsSeen(get) => $"{Access(get)}{Name(Nullability.Create(property))} {Called(property)} {{ get; {Setter(property)}}}",
            FieldInfo { IsPublic: true, IsSpecialName: false } field => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(Nullability.Create(field))} {field.Name}{(field.IsLiteral ? $" = {field.GetRawConstantValue()}" : "")}",
            _ => null,
        }).OfType<string>();
    }

    private static bool IsWrittenByTheCompiler(MemberInfo member, bool isRecord) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute)) && member is not (PropertyInfo or FieldInfo)
        || member.Name is "<Clone>$" or "EqualityContract"
        || (isRecord && member is ConstructorInfo { IsPublic: false })
        || (member.Name is "ToString" or "Equals" or "GetHashCode" or "PrintMembers" && member.DeclaringType!.GetMethod("PrintMembers", Declared) is not null);

    private static bool IsSeen(MethodBase method) => method.IsPublic || (method is { IsFamily: true } && !method.DeclaringType!.IsSealed);

    private static string Access(MethodBase method) =>
        (method.IsPublic ? "" : "protected ")
        + (method.IsStatic ? "static " : "")
        + (method is MethodInfo { IsAbstract: true } && !method.DeclaringType!.IsInterface ? "abstract " : method is MethodInfo { IsVirtual: true } called && called.GetBaseDefinition() != called ? "override " : "");

    private static string Setter(PropertyInfo property) => property.SetMethod is not { IsPublic: true } set ? ""
        : set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; " : "set; ";

    private static string Called(PropertyInfo property) => property.GetIndexParameters() is { Length: > 0 } index
        ? $"this[{string.Join(", ", index.Select(Parameter))}]"
        : property.Name;

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var isList = parameter.IsDefined(typeof(ParamCollectionAttribute)) || parameter.IsDefined(typeof(ParamArrayAttribute));
        return $"{(isList ? "params " : "")}{(parameter.IsOut ? "out " : "")}{Name(Nullability.Create(parameter))} {parameter.Name}{Default(parameter)}";
    }

    private static string Default(ParameterInfo parameter) => !parameter.HasDefaultValue ? "" : parameter.RawDefaultValue switch
    {
        null => parameter.ParameterType.IsValueType ? " = default" : " = null",
        string text => $" = \"{text}\"",
        bool truth => truth ? " = true" : " = false",
        var value => $" = {value}",
    };

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Bases(Type type)
    {
        if (type.IsEnum)
        {
            return "";
        }

        var bases = type.GetInterfaces().Where(one => one.IsPublic && !Name(one).StartsWith("IEquatable", StringComparison.Ordinal)).Select(Name).Order(StringComparer.Ordinal);
        var all = (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? bases.Prepend(Name(parent)) : bases).ToList();
        return all.Count == 0 ? "" : " : " + string.Join(", ", all);
    }

    private static string FullName(Type type) => $"{type.Namespace}.{Name(type)}";

    // With a ? where null is allowed. Of a type parameter whoever gives the type decides.
    private static string Name(NullabilityInfo info)
    {
        var type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        if (Nullable.GetUnderlyingType(type) is not null || type.IsGenericParameter)
        {
            return Name(type);
        }

        var name = type.IsArray ? Name(info.ElementType!) + "[]"
            : info.GenericTypeArguments is { Length: > 0 } arguments ? $"{Name(type).Split('<')[0]}<{string.Join(", ", arguments.Select(Name))}>"
            : Name(type);
        var isNullable = !type.IsValueType && (info.ReadState == NullabilityState.Nullable || info.WriteState == NullabilityState.Nullable);
        return isNullable ? name + "?" : name;
    }

    private static string Name(Type type)
    {
        if (type.IsByRef || type.IsArray)
        {
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : "");
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Name(value) + "?";
        }

        var name = Keywords.GetValueOrDefault(type) ?? type.Name.Split('`')[0];
        return (type is { IsNested: true, IsGenericParameter: false } ? Name(type.DeclaringType!) + "." : "") + name + Generics(type.GetGenericArguments());
    }

    private static string Generics(Type[] types) => types.Length == 0 ? "" : $"<{string.Join(", ", types.Select(Name))}>";
}
