using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace CompiledNet.Tool.Writing;

/// <summary>Makes names of C# from those of a file, which may hold anything.</summary>
internal static class Identifiers
{
    private const int MostCharacters = 60;
    private const int MostInComment = 160;

    private static readonly HashSet<string> s_typesOfLibrary =
        [.. typeof(Loss).Assembly.GetExportedTypes().Where(type => type.Namespace == typeof(Loss).Namespace).SelectMany(NamesInCode)];

    // Members of a generated class, and those of every object, beside which a layer cannot have its property.
    private static readonly HashSet<string> s_taken = new(StringComparer.Ordinal)
    {
        "Input", "Output", "InputSize", "OutputSize", "ParameterCount", "Summary", "Parameters", "Forward", "Backward", "BackwardClasses", "BackwardFrom", "Workspace", "Tensors",
        "Layers", "Stream", "CreateStream", "CreateWorkspace", "Frozen", "Kernels", "Inference", "Propagation", "Description", "Loss", "EvaluateLoss", "EvaluateLossClasses",
        "OnForward", "OnBackward", "FromFile", "Declaration", "Gradients", "InputGradient", "Seed", "Step", "Steps", "Threads", "IsTraining", "CarriesState", "ResetState", "BatchSize",
        "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "ReferenceEquals", "Finalize", "Predict", "Save", "Load", "Activations", "Deltas", "Dispose",
    };

    /// <summary>An identifier like a name, or null where nothing of it is left.</summary>
    public static string? FromName(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        var text = new StringBuilder();
        foreach (char character in name)
        {
            bool fits = char.IsAsciiLetterOrDigit(character) || character == '_';
            if (fits)
            {
                text.Append(character);
            }
            else if (text.Length > 0 && text[^1] != '_')
            {
                text.Append('_');
            }

            if (text.Length == MostCharacters)
            {
                break;
            }
        }

        string result = text.ToString().Trim('_');
        return result.Length == 0 || char.IsAsciiDigit(result[0]) || IsLayerNumber(result) || !SyntaxFacts.IsValidIdentifier(result) || IsKeyword(result) ? null : result;
    }

    /// <summary>A name that no other layer has.</summary>
    public static string Unique(string name, HashSet<string> used)
    {
        string unique = s_taken.Contains(name) ? name + "Layer" : name;
        string start = unique;
        for (int i = 2; !used.Add(unique); i++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{start}_{i}");
        }

        return unique;
    }

    /// <summary>A name of a file as a comment on one line.</summary>
    public static string Comment(string text)
    {
        string line = string.Concat(text.Select(character => char.IsControl(character) || char.IsSurrogate(character) || character is '\u2028' or '\u2029' ? ' ' : character));
        return line.Length > MostInComment ? line[..MostInComment] + "…" : line;
    }

    /// <summary>Whether a text is a dotted name of C#.</summary>
    public static bool IsFullName(string text) => text.Split('.').All(part => SyntaxFacts.IsValidIdentifier(part) && !IsKeyword(part));

    /// <summary>The part of a dotted name that is a type of the library, or null: in a declaration under that name the library's own would no longer be seen.</summary>
    public static string? PartOfLibrary(string name) => name.Split('.').FirstOrDefault(s_typesOfLibrary.Contains);

    // [Dense] is DenseAttribute, Workspace<float> Workspace`1.
    private static IEnumerable<string> NamesInCode(Type type)
    {
        string name = type.Name.Split('`')[0];
        const string Suffix = "Attribute";
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? [name, name[..^Suffix.Length]] : [name];
    }

    private static bool IsKeyword(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None;

    // Layer1, Layer2, … are the names that layers have unless told otherwise.
    private static bool IsLayerNumber(string name) => name.StartsWith("Layer", StringComparison.Ordinal) && name.Length > 5 && char.IsAsciiDigit(name[5]);
}
