using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers;

/// <summary>What is decided about a layer without parameters that takes several values.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Position">Where it stands.</param>
/// <param name="Output">What it puts out.</param>
/// <param name="ReadsInputsBack">Whether its way back reads its inputs.</param>
internal abstract record JoinPlan(string Name, LayerPosition Position, OutputPlan Output, bool ReadsInputsBack)
    : LayerPlan(Name, Position, Output, default)
{
    public override long MultiplyAdds => 0;

    public override StepPlan Forward => new(
        "Forward" + Name,
        [
            .. InputValues.Select(ArgumentPlan.Input),
            .. KeepsPreActivation ? new[] { ArgumentPlan.PreActivation } : [],
            ArgumentPlan.Activation,
            ArgumentPlan.Samples,
        ]);

    public override IEnumerable<StepPlan> BackwardData =>
    [
        new(
            "PassBack" + Name,
            [
                .. ReadsInputsBack ? InputValues.Select(ArgumentPlan.Input) : [],
                .. StartsFromActivation ? new[] { Kept, ArgumentPlan.Delta } : [ArgumentPlan.ReadOnlyDelta],
                .. InputValues.Select(ArgumentPlan.InputGradient),
                .. Buffers.Select(ArgumentPlan.Writes),
                ArgumentPlan.Samples,
            ]),
    ];
}
