using System.Runtime.CompilerServices;

namespace CompiledNet;

/// <summary>
/// Declares a layer that joins values along their last axis: the output of the layer before, or of <see cref="LayerAttribute.From"/>, and those that are named, in this
/// order.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ConcatenateAttribute : JoinAttribute
{
    /// <summary>Joins one more value to the output of the layer before.</summary>
    /// <param name="layer">The name of the other value: a layer declared above, or <c>"Input"</c>.</param>
    [OverloadResolutionPriority(1)] // Null is a name, and no array.
    public ConcatenateAttribute(string layer) => Layers = [layer];

    /// <summary>Joins two more values to the output of the layer before.</summary>
    /// <param name="layer">The name of the second value: a layer declared above, or <c>"Input"</c>.</param>
    /// <param name="another">The name of the third value.</param>
    public ConcatenateAttribute(string layer, string another) => Layers = [layer, another];

    /// <summary>Joins any number of values to the output of the layer before.</summary>
    /// <param name="layers">Their names, at least one: layers declared above, or <c>"Input"</c>.</param>
    public ConcatenateAttribute(params string[] layers) => Layers = layers;
}
