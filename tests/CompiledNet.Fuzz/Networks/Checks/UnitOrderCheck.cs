using System.Numerics;

namespace CompiledNet.Fuzz.Checks;

/// <summary>Permuting the units of a hidden layer with their weights changes nothing but the order.</summary>
internal sealed class UnitOrderCheck<T>(Trial<T> trial)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(Func<INetwork<T>> create)
    {
        if (trial.Network.Layers.Count < 2 || trial.Rounding is not { } rounding)
        {
            return;
        }

        var random = new Random(trial.Spec.Seed);
        int hidden = random.Next(trial.Network.Layers.Count - 1);
        int[] order = [.. Enumerable.Range(0, trial.Spec.Layers[hidden].Units)];
        random.Shuffle(order);

        // Unit j of the other network is unit order[j] of this one.
        INetwork<T> other = create();
        Permute(trial.Network.Parameters, other.Parameters);
        Workspace<T> workspace = trial.Workspace();
        trial.Pass(workspace, out _);
        T[] expected = new T[workspace.Gradients.Length];
        Permute(workspace.Gradients, expected);
        double[] outputs = Tensors.Doubles(workspace.Output);

        Workspace<T> permuted = other.CreateWorkspace(trial.Spec.Batch);
        other.Forward(trial.Input, permuted);
        if (trial.Spec.Loss == Loss.None)
        {
            other.BackwardFrom(trial.OutputGradient, permuted);
        }
        else
        {
            other.Backward(trial.Target, permuted);
        }

        trial.Compare(Kind.UnitOrder, new Tensor("outputs with permuted units", outputs, rounding.Outputs), Tensors.Doubles(permuted.Output));
        trial.Compare(
            Kind.UnitOrder,
            new Tensor("gradients with permuted units", Tensors.Doubles<T>(expected), rounding.Gradients),
            Tensors.Doubles<T>(permuted.Gradients));

        void Permute(ReadOnlySpan<T> from, Span<T> to)
        {
            for (int layer = 0; layer < trial.Network.Layers.Count; layer++)
            {
                LayerInfo info = trial.Network.Layers[layer];
                for (int j = 0; j < info.OutputSize; j++)
                {
                    int row = layer == hidden ? order[j] : j;
                    for (int i = 0; i < info.InputSize; i++)
                    {
                        int column = layer == hidden + 1 ? order[i] : i;
                        to[info.Weights.IndexOf(j, i)] = from[info.Weights.IndexOf(row, column)];
                    }

                    if (info.Biases.Rows > 0)
                    {
                        to[info.Biases.IndexOf(j, 0)] = from[info.Biases.IndexOf(row, 0)];
                    }
                }
            }
        }
    }
}
