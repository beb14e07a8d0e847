using System.Globalization;
using System.Text;

namespace CompiledNet;

/// <summary>The C# file of a frozen network: a part of the network's class, with the attribute that holds its weights.</summary>
/// <param name="Declaration">How the class is declared.</param>
/// <param name="Text">What the weights are for.</param>
/// <param name="Checksum">Their checksum.</param>
internal sealed record FrozenSource(NetworkDeclaration Declaration, string Text, ulong Checksum)
{
    private const int LineLength = 120;
    private const string Step = "    ";

    /// <summary>The numbers in base 64, or null.</summary>
    public string? Numbers { get; init; }

    /// <summary>The name of the resource that holds them, or null.</summary>
    public string? Resource { get; init; }

    /// <summary>Whether the resource is read in place.</summary>
    public bool InPlace { get; init; }

    /// <summary>The file, with \n for the end of a line.</summary>
    /// <param name="parameters">How many numbers there are, as text.</param>
    /// <returns>The text.</returns>
    public string Write(string parameters)
    {
        var text = new StringBuilder();
        string name = Declaration.Types[^1].Split(' ')[^1];
        text.Append(EarlierExport.FirstLine).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"//     {parameters} weights and biases of {name}, {EarlierExport.Author}{NetworkFiles.Library}.\n");
        text.Append("//     Export again after another training; this file and the declaration have to agree.\n");
        text.Append("// </auto-generated>\n#nullable enable\n\n");

        string indent = "";
        if (Declaration.Namespace.Length > 0)
        {
            Open(text, ref indent, "namespace " + Declaration.Namespace);
        }

        foreach (string header in Declaration.Types.SkipLast(1))
        {
            Open(text, ref indent, header);
        }

        WriteAttribute(text, indent);
        text.Append(indent).Append(Declaration.Types[^1]).Append('\n').Append(indent).Append("{\n").Append(indent).Append("}\n");
        while (indent.Length > 0)
        {
            indent = indent[Step.Length..];
            text.Append(indent).Append("}\n");
        }

        return text.ToString();
    }

    /// <summary>The argument that names the resource.</summary>
    /// <param name="resource">The name of a file, which may have any character.</param>
    /// <returns>C#.</returns>
    public static string ResourceArgument(string resource)
    {
        var text = new StringBuilder("Resource = \"");
        foreach (char letter in resource)
        {
            bool escape = letter is '"' or '\\' || char.IsControl(letter) || char.IsSurrogate(letter) || char.IsSeparator(letter) && letter != ' ';
            _ = escape ? text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}") : text.Append(letter);
        }

        return text.Append('"').ToString();
    }

    private static void Open(StringBuilder text, ref string indent, string header)
    {
        text.Append(indent).Append(header).Append('\n').Append(indent).Append("{\n");
        indent += Step;
    }

    private void WriteAttribute(StringBuilder text, string indent)
    {
        text.Append(indent).Append("[global::CompiledNet.FrozenWeights(\n");
        indent += Step;
        text.Append(CultureInfo.InvariantCulture, $"{indent}\"{Text}\",\n{indent}\"{Checksum:x16}\"");
        if (Resource is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $",\n{indent}{ResourceArgument(Resource)}{(InPlace ? ", InPlace = true" : "")}");
        }

        if (Numbers is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $",\n{indent}Numbers = \"\"\"\n");
            for (int i = 0; i < Numbers.Length; i += LineLength)
            {
                text.Append(indent).Append(Numbers.AsSpan(i, Math.Min(LineLength, Numbers.Length - i))).Append('\n');
            }

            text.Append(indent).Append("\"\"\"");
        }

        text.Append(")]\n");
    }
}
