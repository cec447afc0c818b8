using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;
using Dagrs.Core.Model;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Reads resources: the totals, and the amounts that a task takes.</summary>
internal static class ResourceReader
{
    private const string WantedTotals = "a mapping of names to whole numbers";
    private const string WantedAmounts = "a mapping of names to amounts, or a name to take one of it";

    /// <summary>The totals.</summary>
    public static IReadOnlyDictionary<string, Located<long>> Totals(ValueReader value)
    {
        var totals = new Dictionary<string, Located<long>>(StringComparer.Ordinal);
        MappingReader.Entries(value, WantedTotals, name =>
        {
            var place = value.Place;
            var isFine = IsFine(value, name);
            var own = name.Value switch
            {
                Resources.Cpus => "set it with -j",
                Resources.Memory => "set it with --memory",
                _ => null,
            };
            if (own is not null)
            {
                value.Report(ProblemCode.BadName, name.Place, $"{value.Subject}: {Quoted.Name(name.Value)} is built in; {own}");
            }

            if (Amount(value, name, isOpen: false) is { } amount && isFine && own is null)
            {
                totals[name.Value] = new(amount, place);
            }
        });
        return totals;
    }

    /// <summary>The amounts that a task takes.</summary>
    public static IReadOnlyDictionary<string, long> Amounts(ValueReader value)
    {
        var amounts = new Dictionary<string, long>(StringComparer.Ordinal);
        if (value.Peek() is Scalar or SequenceStart)
        {
            TakeOneOfEach(value, amounts);
            return amounts;
        }

        MappingReader.Read(value, Keys.OfResources, amounts, WantedAmounts, name =>
        {
            var isFine = IsFine(value, name);
            if (Amount(value, name, isOpen: true) is { } amount && isFine)
            {
                amounts[name.Value] = amount;
            }

            return true;
        });
        return amounts;
    }

    /// <summary>An amount of a resource that has a key of its own.</summary>
    public static long? Amount(ValueReader value, string name) => Amount(value, new(name, value.Place), isOpen: true);

    // The amount of an expression is stored as 1 for now, so that its name is present.
    private static long? Amount(ValueReader value, Located<string> name, bool isOpen)
    {
        if (value.Peek() is not Scalar scalar)
        {
            value.ReportKind($"a mapping of names to {(isOpen ? "amounts" : "whole numbers")}", "one with {0} in it");
            return null;
        }

        value.Take();
        var place = EventCursor.PlaceOf(scalar);
        if (!value.IsFine(scalar, ValueReader.IsNull(scalar), mayBeOpen: isOpen))
        {
            return null;
        }

        if (isOpen && Template.HasExpression(scalar.Value))
        {
            ExpressionReader.Keep(value, scalar, OpenPart.Resource, name.Value);
            return 1;
        }

        if (Model.Amount.TryParse(name.Value, scalar.Value, out var amount) is not { } problem)
        {
            return amount;
        }

        var mend = scalar.Value == "0" && isOpen ? "; leave it out for none" : "";
        value.Report(ProblemCode.BadValue, place, $"{value.Subject}: {Quoted.Name(scalar.Value)} {problem}{mend}");
        return null;
    }

    private static bool IsFine(ValueReader value, Located<string> name)
    {
        if (!string.IsNullOrWhiteSpace(name.Value))
        {
            return true;
        }

        value.Report(ProblemCode.BadName, name.Place, $"{value.Subject}: a resource needs a name");
        return false;
    }

    private static void TakeOneOfEach(ValueReader value, Dictionary<string, long> amounts)
    {
        foreach (var name in ListReader.Texts(value))
        {
            if (name.Value == Resources.Memory)
            {
                value.Report(ProblemCode.BadValue, name.Place, $"{value.Subject}: memory needs an amount: {{ memory: 4G }}");
            }
            else
            {
                amounts[name.Value] = 1;
            }
        }
    }
}
