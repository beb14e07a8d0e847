using System.Runtime.CompilerServices;

namespace CompiledNet;

/// <summary>
/// Declares a layer that gives σ of the sum of values of one shape, a = σ(x + y + …): the output of the layer before, or of <see cref="LayerAttribute.From"/>, and those
/// that are named.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AddAttribute : JoinAttribute
{
    /// <summary>Joins one more value to the output of the layer before.</summary>
    /// <param name="layer">The name of the other value: a layer declared above, or <c>"Input"</c>.</param>
    [OverloadResolutionPriority(1)] // Null is a name, and no array.
    public AddAttribute(string layer) => Layers = [layer];

    /// <summary>Joins two more values to the output of the layer before.</summary>
    /// <param name="layer">The name of the second value: a layer declared above, or <c>"Input"</c>.</param>
    /// <param name="another">The name of the third value.</param>
    public AddAttribute(string layer, string another) => Layers = [layer, another];

    /// <summary>Joins any number of values to the output of the layer before.</summary>
    /// <param name="layers">Their names, at least one: layers declared above, or <c>"Input"</c>.</param>
    public AddAttribute(params string[] layers) => Layers = layers;

    /// <summary>The function σ.</summary>
    public Activation Activation { get; set; }

    /// <summary>
    /// The slope of <see cref="Activation.LeakyReLU"/> for negative z (0.01 where it is not set), or the α of
    /// <see cref="Activation.ELU"/> (1 where it is not set). Finite and not negative.
    /// </summary>
    public double Slope { get; set; }
}
