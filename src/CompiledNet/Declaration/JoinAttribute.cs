namespace CompiledNet;

/// <summary>The base of the attributes that declare a layer of several inputs.</summary>
public abstract class JoinAttribute : LayerAttribute
{
    /// <summary>
    /// The names of the values that are joined to the output of the layer before, or of <see cref="LayerAttribute.From"/>: layers declared above, or
    /// <c>"Input"</c>.
    /// </summary>
    public IReadOnlyList<string> Layers { get; private protected init; } = [];
}
