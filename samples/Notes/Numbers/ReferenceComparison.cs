using CompiledNet;

namespace Notes;

/// <summary>A network's parameters from a reference file, and its numbers against those of the file.</summary>
internal static class ReferenceComparison
{
    /// <summary>Gives the network the file's weights and biases.</summary>
    public static void CopyParameters(Reference reference, INetwork<double> network)
    {
        for (int i = 0; i < network.Layers.Count; i++)
        {
            LayerInfo layer = network.Layers[i];
            var view = new LayerView<double>(network.Parameters, layer.Weights, layer.Biases);
            view.Weights.CopyFrom(reference.Parameters[i].Weights.SelectMany(row => row).ToArray());
            view.Biases.CopyFrom(reference.Parameters[i].Bias ?? []);
        }
    }

    /// <summary>Compares one Forward and Backward.</summary>
    public static void Check(Pass pass, Reference reference, Verdict verdict)
    {
        for (int l = 1; l <= pass.Last; l++)
        {
            Check($"z{l}", pass.Z[l], Matrix.FromRows(reference.Preactivations[l - 1]).Transposed);
            Check($"a{l}", pass.A[l], Matrix.FromRows(reference.Activations[l - 1]).Transposed);
            Check($"dW{l}", pass.DW[l], Matrix.FromRows(reference.Gradients[l - 1].Weights));
            if (pass.DB[l] is Matrix db)
            {
                Check($"db{l}", db, Matrix.Column(reference.Gradients[l - 1].Bias!));
            }
        }

        Check("dx", pass.DX, Matrix.FromRows(reference.InputGradient).Transposed);
        verdict.CheckNumber($"{reference.Name}: loss", pass.LossValue, reference.LossValue);

        void Check(string what, Matrix actual, Matrix expected) => verdict.CheckNumbers($"{reference.Name}: {what}", actual, expected);
    }

    /// <summary>Compares the parameters after the last step of a training.</summary>
    public static void CheckParameters(INetwork<double> network, ReferenceTraining training, string name, Verdict verdict)
    {
        LayerParameters[] parameters = LayerParameters.Of(network, network.Parameters);
        for (int i = 0; i < parameters.Length; i++)
        {
            ReferenceLayer expected = training.ParametersAfter[i];
            string when = $"after {training.Steps} steps";
            verdict.CheckNumbers($"{name}: W{i + 1} {when}", parameters[i].Weights, Matrix.FromRows(expected.Weights));
            if (parameters[i].Biases is Matrix biases)
            {
                verdict.CheckNumbers($"{name}: b{i + 1} {when}", biases, Matrix.Column(expected.Bias!));
            }
        }
    }
}
