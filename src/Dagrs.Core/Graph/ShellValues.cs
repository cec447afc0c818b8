using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>
/// Finds values that a command would see only as the name of their type (<c>System.Int32[]</c> where numbers were meant), and values that do not
/// exist.
/// </summary>
internal static class ShellValues
{
    /// <exception cref="ArgumentException">The command's text uses such a value.</exception>
    public static void Check(string task, Command.Shell command, ReadOnlySpan<TaskNode> after)
    {
        for (var (i, number) = (0, 0); i < after.Length; i++)
        {
            if (after[..i].Contains(after[i]))
            {
                continue;
            }

            number++;
            if (after[i].Settings.Interactive && command.NamesArgument(number))
            {
                throw new ArgumentException($"the command of task '{task}' uses the output of '{after[i].Id}', which has the terminal, so it is not captured; write it to a file instead", nameof(after));
            }

            if (after[i].ValueType is { } type && HasNoText(type) && command.LooksAtArgument(number))
            {
                throw new ArgumentException(
                    $"the command of task '{task}' would get the type name {type} as the value of '{after[i].Id}'; convert it to a string in a task in between, or override ToString",
                    nameof(after));
            }
        }
    }

    /// <summary>True when a value's text is the name of its type.</summary>
    public static bool IsTypeName(object value, string text) => text == value.GetType().ToString() && value is not string;

    // For an interface, an abstract class or object, only the value itself can tell, at run time. But a sequence never has a text of its own.
    private static bool HasNoText(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsArray || (type.IsInterface && type.IsAssignableTo(typeof(IEnumerable))))
        {
            return true;
        }

        return !type.IsInterface && !type.IsAbstract && type != typeof(object) && OwnerOfToString(type) is { } owner && (owner == typeof(object) || owner == typeof(ValueType));
    }

    // In native code a type's methods may exist and yet not be found by name; then too only the value itself can tell.
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "ToString is called on every value, so it is kept where it is overridden.")]
    private static Type? OwnerOfToString(Type type) =>
        RuntimeFeature.IsDynamicCodeSupported ? type.GetMethod(nameof(ToString), Type.EmptyTypes)?.DeclaringType : null;
}
