using System.Numerics;
using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz.Checks;

/// <summary>
/// A network gives what the same network gives without kernels, whose loops are the text that people read: the parameters are copied as they lie.
/// </summary>
internal sealed class TwinCheck<T>(Trial<T> trial)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // In double a hundredth of what is allowed against the reference, whose functions are not the library's.
    private static readonly double s_factor = typeof(T) == typeof(double) ? 0.01 : 1;

    public void Run(INetwork<T> plain)
    {
        NaiveNetwork naive = trial.Naive();
        if (!trial.Data.IsClearOf(trial.Spec, naive))
        {
            trial.Tally.AddIllConditioned();
            return;
        }

        Trial<T> twin = trial.Of(plain);
        Workspace<T> workspace = trial.Workspace();
        Workspace<T> plainWorkspace = twin.Workspace();
        T loss = trial.Pass(workspace, out bool hasLoss);
        T plainLoss = twin.Pass(plainWorkspace, out _);
        NaivePasses rounding = new PassCheck<T>(trial).Expect(naive, hasLoss);

        Compare("inferred outputs", pass => Tensors.Flat(pass.Outputs), Infer(trial), Infer(twin));
        Compare("outputs", pass => Tensors.Flat(pass.Outputs), workspace.Output, plainWorkspace.Output);
        Compare("loss", pass => [pass.Loss], [loss], [plainLoss]);
        for (int i = 0; i < trial.Network.Layers.Count; i++)
        {
            int layer = i;
            LayerInfo info = trial.Network.Layers[i];
            CompareTensor($"dW{i + 1}", pass => Tensors.Flat(pass.WeightGradients[layer]), info.Weights);
            CompareTensor($"db{i + 1}", pass => pass.BiasGradients[layer] ?? [], info.Biases);
        }

        Compare("input gradient", pass => Tensors.Flat(pass.InputGradients), workspace.InputGradient, plainWorkspace.InputGradient);

        void CompareTensor(string name, Func<NaivePass, double[]> select, TensorLayout layout) => CompareNumbers(
            name, select, Tensors.Flat<T>(workspace.Gradients, layout), Tensors.Flat<T>(plainWorkspace.Gradients, layout));

        void Compare(string name, Func<NaivePass, double[]> select, ReadOnlySpan<T> withKernels, ReadOnlySpan<T> without) =>
            CompareNumbers(name, select, Tensors.Doubles(withKernels), Tensors.Doubles(without));

        void CompareNumbers(string name, Func<NaivePass, double[]> select, double[] withKernels, double[] without)
        {
            double uncertainty = rounding.Noisy.Max(noisy => Tensors.Distance(select(rounding.Exact), select(noisy)));
            trial.Compare(Kind.Twin, new Tensor($"{name} without kernels", withKernels, uncertainty), without, s_factor);
        }
    }

    private static T[] Infer(Trial<T> trial)
    {
        var output = new T[trial.Spec.Batch * trial.Spec.Outputs];
        trial.Network.Forward(trial.Input, output);
        return output;
    }
}
