using System.Collections.Immutable;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Diagnostics;

/// <summary>
/// Which values would be right, told to the code fixes in the properties of a diagnostic: an activation for the layer, a loss for the network, or
/// instead of both another loss.
/// </summary>
internal static class FixData
{
    public const string Activation = nameof(Activation);

    public const string Loss = nameof(Loss);

    /// <summary>The loss that fits the activation as it is.</summary>
    public const string OtherLoss = nameof(OtherLoss);

    public static ImmutableDictionary<string, string?> With(Activation? activation, Loss? loss = null, Loss? otherLoss = null)
    {
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
        properties = activation is null ? properties : properties.Add(Activation, activation.ToString());
        properties = loss is null ? properties : properties.Add(Loss, loss.ToString());
        return otherLoss is null ? properties : properties.Add(OtherLoss, otherLoss.ToString());
    }
}
