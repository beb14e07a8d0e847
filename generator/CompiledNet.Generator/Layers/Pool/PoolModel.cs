using CompiledNet.Generator.Layers.Windows;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Pool;

/// <summary>A declared pooling.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Kind">The name of its kind.</param>
/// <param name="Size">Positions of a window along each axis; 0 for all.</param>
/// <param name="Window">The other arguments.</param>
internal sealed record PoolModel(string Name, string Kind, int Size, WindowArguments Window) : LayerModel(Name)
{
    /// <summary>The windows along each axis of an input; null where none fits.</summary>
    public IReadOnlyList<WindowAxis>? AxesOf(Shape input)
    {
        WindowAxis?[] axes = [.. input.Dimensions.Take(input.Dimensions.Count - 1).Select(inputs => WindowAxis.Create(inputs, Window, Size == 0 ? inputs : Size))];
        return axes.Contains(null) ? null : [.. axes.OfType<WindowAxis>()];
    }
}

/// <summary>What is decided about it.</summary>
internal sealed record PoolPlan(string Name, string Kind, bool IsMean, LayerPosition Position, OutputPlan Output, EquatableArray<WindowAxis> Axes)
    : LayerPlan(Name, Position, Output, default)
{
    public override bool IsRowwise => false;

    public override long MultiplyAdds => 0;

    public override StepPlan Forward => new(
        "Forward" + Name,
        [
            ArgumentPlan.Input(Input.Value),
            .. KeepsPreActivation ? new[] { ArgumentPlan.PreActivation } : [],
            ArgumentPlan.Activation,
            ArgumentPlan.Samples,
        ]);

    public override IEnumerable<StepPlan> BackwardData =>
    [
        new(
            "PassBack" + Name,
            [
                .. IsMean ? [] : new[] { ArgumentPlan.Input(Input.Value) },
                ArgumentPlan.ReadOnlyDelta,
                ArgumentPlan.InputGradient(Input.Value),
                ArgumentPlan.Samples,
            ]),
    ];
}
