using System.Globalization;

namespace CompiledNet.Generator.Model;

/// <summary>Names that generated code gives, and that a declaration may use or must leave free.</summary>
internal static class GeneratedNames
{
    /// <summary>What the network's input is called where a layer names what it takes.</summary>
    public const string Input = "Input";

    /// <summary>The class with exported weights.</summary>
    public const string Frozen = "Frozen";

    /// <summary>The class that keeps the state of a sequence.</summary>
    public const string Stream = "Stream";

    /// <summary>The partial method that shows forward propagation.</summary>
    public const string OnForward = "OnForward";

    /// <summary>The partial method that shows backward propagation.</summary>
    public const string OnBackward = "OnBackward";

    /// <summary>The members of the nested Workspace that are not the user's choice.</summary>
    public static IEnumerable<string> OfWorkspace(int layers)
    {
        string[] names = ["Z", "A", "Delta", "M", "N", "Padded", "State", "Gates", "Kept", "InputDelta", "RecurrentDelta", "ResetDelta", "Work"];
        for (int index = 1; index <= layers; index++)
        {
            string number = index.ToString(CultureInfo.InvariantCulture);
            foreach (string name in names.Concat(names.Select(name => "_" + char.ToLowerInvariant(name[0]) + name.Substring(1))))
            {
                yield return name + number;
            }

            foreach (string name in new[] { "W", "U", "_w", "_u" })
            {
                yield return $"{name}{number}T";
            }
        }
    }
}
