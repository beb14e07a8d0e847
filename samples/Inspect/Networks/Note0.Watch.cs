using CompiledNet;

namespace Inspect;

internal sealed partial class Note0 : IWatched<double>
{
    public Recording<double>? Recording { get; set; }

    public void Update(Sgd optimizer, Workspace<double> workspace)
    {
        // w ← w − η ∂L/∂w,  b ← b − η ∂L/∂b, for all of them at once
        optimizer.Step(Parameters, workspace.Gradients);
    }

    partial void OnForward(LayerInfo layer, SampleView<double> z, SampleView<double> a) => Recording?.SeeForward(layer, z, a);

    partial void OnBackward(LayerInfo layer, SampleView<double> delta, MatrixView<double> dW, VectorView<double> db) =>
        Recording?.SeeBackward(layer, delta, dW, db);
}
