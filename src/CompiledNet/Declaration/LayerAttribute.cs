namespace CompiledNet;

/// <summary>
/// The base of all attributes that declare a layer. Layers stand in the order of their attributes, all of them on one declaration of the class.
/// </summary>
public abstract class LayerAttribute : Attribute
{
    /// <summary>The name of the layer's property, an identifier; <c>Layer1</c>, <c>Layer2</c>, …, counting all layers, where it is not set.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// The name of the layer whose output this one takes, declared above it, or <c>"Input"</c> for the network's input; the layer before where it is
    /// not set.
    /// </summary>
    public string? From { get; set; }
}
