using System.Numerics;

namespace CompiledNet;

/// <summary>What made a loss NaN or infinite, where it was no step of the training.</summary>
/// <param name="Fact">What is so.</param>
/// <param name="Advice">What to do about it.</param>
internal sealed record DivergenceCause(string Fact, string Advice)
{
    /// <summary>A number of the batch that is not finite.</summary>
    /// <param name="what">Which, and what it is.</param>
    public static DivergenceCause OfData(string what) => new(what, "Fill in what is missing in the data, or leave the sample out.");

    /// <summary>A parameter that is not finite before the first step.</summary>
    /// <returns>The cause; null where all are finite.</returns>
    public static DivergenceCause? OfParameters<T>(INetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> parameters = network.Parameters;
        if (double.IsFinite(EuclideanNorm.Of(parameters)))
        {
            return null;
        }

        foreach (TensorInfo tensor in network.Tensors)
        {
            for (int i = 0; i < tensor.Count; i++)
            {
                T value = parameters[tensor.IndexOf(i)];
                if (!T.IsFinite(value))
                {
                    return new DivergenceCause(
                        $"{tensor.ViewName}{TensorInfo.TextOf(tensor.PlaceOf(i))} was {TextOf(value)} before the training began",
                        "Initialize the network anew, or load parameters that are finite.");
                }
            }
        }

        return null;
    }

    /// <summary>A network whose output can only be 1.</summary>
    /// <returns>The cause; null where it is another.</returns>
    public static DivergenceCause? OfDeclaration<T>(INetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        network is { OutputSize: 1, Loss: Loss.BinaryCrossEntropy } && network.Layers[^1].Activation == Activation.Softmax
            ? new DivergenceCause(
                "softmax over one unit is always 1, whose loss is infinite for every target below 1",
                "Declare the last layer with Activation.Sigmoid.")
            : null;

    /// <summary>A number that is not finite, in words.</summary>
    public static string TextOf<T>(T value)
        where T : unmanaged, IFloatingPointIeee754<T> => T.IsNaN(value) ? "NaN" : "infinite";
}
