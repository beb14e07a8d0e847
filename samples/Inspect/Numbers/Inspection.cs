using System.Numerics;
using CompiledNet;

namespace Inspect;

/// <summary>Every number of one sample's way through a network, forward and back, and of the update after it.</summary>
internal sealed class Inspection
{
    private readonly IReadOnlyDictionary<string, Tensor> _tensors;

    private Inspection(IReadOnlyDictionary<string, Tensor> tensors) => _tensors = tensors;

    /// <summary>The class of the network.</summary>
    public required Type Network { get; init; }

    /// <summary>Whether its numbers are floats.</summary>
    public required bool IsSingle { get; init; }

    public required IReadOnlyList<LayerInfo> Layers { get; init; }

    public required Loss Loss { get; init; }

    /// <summary>L of the sample.</summary>
    public required double LossValue { get; init; }

    /// <summary>L of the same sample after the update.</summary>
    public required double LossAfter { get; init; }

    /// <summary>η.</summary>
    public required double LearningRate { get; init; }

    /// <summary>All numbers by name: x, y, W1, b1, z1, a1, …, δ1, dW1, db1, dx, and W1′, b1′ after the update.</summary>
    public IEnumerable<Tensor> Tensors => _tensors.Values;

    /// <summary>2-3-2, say.</summary>
    public string Sizes => string.Join('-', Layers.Select(layer => layer.OutputSize).Prepend(Layers[0].InputSize));

    /// <summary>The number of the last layer.</summary>
    public int Last => Layers.Count;

    public Tensor this[string name] => _tensors[name];

    /// <summary>Whether loss and last activation cancel to δ = ŷ − y.</summary>
    public bool IsFused => (Loss, Layers[^1].Activation) == (Loss.CategoricalCrossEntropy, Activation.Softmax);

    /// <summary>What is to be written of the activation of layer l.</summary>
    public ActivationFormula FormulaOf(int l) => ActivationFormula.Of(Layers[l - 1].Activation);

    /// <summary>What layer l is fed: x, or the a of the layer before.</summary>
    public Tensor InputOf(int l) => this[l == 1 ? "x" : $"a{l - 1}"];

    /// <summary>Lets a network infer one sample, propagate its loss back and take one step of gradient descent.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <typeparam name="T">Its number type.</typeparam>
    /// <param name="network">The network; afterwards its parameters are what they were.</param>
    /// <param name="input">x.</param>
    /// <param name="target">y.</param>
    /// <param name="learningRate">η.</param>
    public static Inspection Of<TNetwork, T>(TNetwork network, T[] input, T[] target, double learningRate)
        where TNetwork : INetwork<T>, IWatched<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var recording = new Recording<T>();
        recording.Add("x", input.Length, input);
        recording.Add("y", target.Length, target);
        recording.AddTensors(network, network.Parameters);
        network.Recording = recording;

        Workspace<T> workspace = network.CreateWorkspace(batchSize: 1, inputGradient: true);
        network.Forward(input, workspace);
        T loss = network.Backward(target, workspace);
        recording.AddTensors(network, workspace.Gradients, before: "d");
        recording.Add("dx", input.Length, workspace.InputGradient);
        network.Recording = null;

        T[] before = network.Parameters.ToArray();
        network.Update(new Sgd(learningRate), workspace);
        recording.AddTensors(network, network.Parameters, mark: "′");
        network.Forward(input, workspace);
        T lossAfter = network.EvaluateLoss(target, workspace);
        before.CopyTo(network.Parameters);

        return new Inspection(recording.Tensors)
        {
            Network = network.GetType(),
            IsSingle = typeof(T) == typeof(float),
            Layers = network.Layers,
            Loss = network.Loss,
            LossValue = double.CreateChecked(loss),
            LossAfter = double.CreateChecked(lossAfter),
            LearningRate = learningRate,
        };
    }
}
