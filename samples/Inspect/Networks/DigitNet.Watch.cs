using CompiledNet;
using Inspect;

namespace Digits;

// The declaration is that of samples/Digits; this part of the class watches it.
public partial class DigitNet : IWatched<float>
{
    Recording<float>? IWatched<float>.Recording { get; set; }

    void IWatched<float>.Update(Sgd optimizer, Workspace<float> workspace)
    {
        // w ← w − η ∂L/∂w,  b ← b − η ∂L/∂b, for all of them at once
        optimizer.Step(Parameters, workspace.Gradients);
    }

    partial void OnForward(LayerInfo layer, SampleView<float> z, SampleView<float> a) =>
        ((IWatched<float>)this).Recording?.SeeForward(layer, z, a);

    partial void OnBackward(LayerInfo layer, SampleView<float> delta, MatrixView<float> dW, VectorView<float> db) =>
        ((IWatched<float>)this).Recording?.SeeBackward(layer, delta, dW, db);
}
