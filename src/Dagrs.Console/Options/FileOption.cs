using System.CommandLine;

namespace Dagrs.Console.Options;

/// <summary>Options that name a file to write.</summary>
internal static class FileOption
{
    /// <summary>Creates one; an empty name is an error.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="helpName">What the help calls the file.</param>
    public static Option<string?> Create(string name, string description, string helpName)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" }])
            {
                result.AddError($"{name} needs a file");
            }
        });
        return option;
    }
}
