namespace CompiledNet.Tool.Graph;

/// <summary>No layer says what is asked for.</summary>
/// <param name="reason">Why, with the value.</param>
/// <param name="help">What would help.</param>
internal sealed class LayerException(string reason, string help) : Exception(reason)
{
    /// <summary>What would help.</summary>
    public string Help { get; } = help;
}
