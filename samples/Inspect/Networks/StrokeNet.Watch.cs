using CompiledNet;

namespace Inspect;

internal sealed partial class StrokeNet : IWatched<float>
{
    public Recording<float>? Recording { get; set; }

    public void Update(Sgd optimizer, Workspace<float> workspace)
    {
        // w ← w − η ∂L/∂w,  b ← b − η ∂L/∂b, for all of them at once
        optimizer.Step(Parameters, workspace.Gradients);
    }

    partial void OnForward(LayerInfo layer, SampleView<float> z, SampleView<float> a) => Recording?.SeeForward(layer, z, a);

    partial void OnBackward(LayerInfo layer, SampleView<float> delta, MatrixView<float> dW, VectorView<float> db) =>
        Recording?.SeeBackward(layer, delta, dW, db);
}
