namespace Dagrs.Core.Model;

/// <summary>The words for <see cref="When"/>.</summary>
internal static class Whens
{
    public static string Word(this When when) => when switch
    {
        When.Failure => "failure",
        When.Always => "always",
        _ => "success",
    };
}
