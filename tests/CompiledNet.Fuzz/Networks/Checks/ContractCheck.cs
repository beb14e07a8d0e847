using System.Numerics;

namespace CompiledNet.Fuzz.Checks;

/// <summary>Sizes, counts and the places of the parameters.</summary>
internal sealed class ContractCheck<T>(Trial<T> trial)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run()
    {
        long parameters = 0;
        int inputs = trial.Spec.Inputs;
        for (int i = 0; i < trial.Spec.Layers.Count; i++)
        {
            LayerSpec layer = trial.Spec.Layers[i];
            LayerInfo info = trial.Network.Layers[i];
            Require(
                info.InputSize == inputs && info.OutputSize == layer.Units && info.Activation == layer.Activation
                && info.Weights.Rows == layer.Units && info.Weights.Columns == inputs && info.Biases.Rows == (layer.Bias ? layer.Units : 0),
                $"the description of layer {i + 1} is {info}");
            parameters += ((long)inputs * layer.Units) + (layer.Bias ? layer.Units : 0);
            inputs = layer.Units;
        }

        Require(trial.Network.ParameterCount == parameters, $"ParameterCount is {trial.Network.ParameterCount}, {parameters} expected");
        Require(trial.Network.InputSize == trial.Spec.Inputs && trial.Network.OutputSize == inputs, "InputSize or OutputSize is wrong");
        Require(trial.Network.Loss == trial.Spec.Loss, $"Loss is {trial.Network.Loss}");
        Require(ParameterPlaces.Of(trial.Network).Distinct().Count() == parameters, "two parameters share a place");

        void Require(bool condition, string what)
        {
            if (!condition)
            {
                trial.Fail(Kind.Contract, what);
            }
        }
    }
}
