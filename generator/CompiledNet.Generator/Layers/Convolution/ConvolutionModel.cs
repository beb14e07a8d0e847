using CompiledNet.Generator.Layers.Windows;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Layers.Convolution;

/// <summary>A declared convolution; null stands for an argument that was not given.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Kind">The name of its kind.</param>
/// <param name="Filters">Channels of its output.</param>
/// <param name="Sizes">Positions of a window along each axis.</param>
/// <param name="Window">The window's other arguments.</param>
/// <param name="Groups">Groups of channels.</param>
/// <param name="Activation">σ.</param>
/// <param name="Slope">Its parameter.</param>
/// <param name="HasBias">Whether it has biases.</param>
/// <param name="Initializer">How weights are drawn.</param>
/// <param name="BiasInitializer">How biases are drawn.</param>
internal sealed record ConvolutionModel(
    string Name,
    string Kind,
    int Filters,
    EquatableArray<int> Sizes,
    WindowArguments Window,
    int Groups,
    Activation Activation,
    double? Slope,
    bool HasBias,
    Initializer Initializer,
    BiasInitializer BiasInitializer) : LayerModel(Name)
{
    /// <summary>Channels that a filter sees.</summary>
    public int ChannelsOfGroup => InputSize / Groups;

    /// <summary>Positions of a window.</summary>
    public int Taps => Sizes.Aggregate(1, (count, size) => count * size);

    /// <summary>The windows along each axis of an input; null where none fits.</summary>
    public IReadOnlyList<WindowAxis>? AxesOf(Shape input)
    {
        WindowAxis?[] axes = [.. Sizes.Select((size, axis) => WindowAxis.Create(input.Dimensions[axis], Window, size))];
        return axes.Contains(null) ? null : [.. axes.OfType<WindowAxis>()];
    }
}
