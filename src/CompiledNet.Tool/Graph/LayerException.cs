namespace CompiledNet.Tool.Graph;

/// <summary>No layer says what is asked for.</summary>
/// <param name="reason">Why, with the value.</param>
/// <param name="help">What would help.</param>
internal sealed class LayerException(string reason, string help) : Exception(reason)
{
    /// <summary>What would help.</summary>
    public string Help { get; } = help;

    /// <summary>Both as sentences.</summary>
    public string Sentences => Sentence(Message, Help);

    /// <summary>A reason and what would help as sentences.</summary>
    public static string Sentence(string reason, string help) => $"{reason}. {char.ToUpperInvariant(help[0])}{help[1..]}.";
}
