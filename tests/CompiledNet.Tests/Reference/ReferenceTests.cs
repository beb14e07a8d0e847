using System.Globalization;
using System.Numerics;
using CompiledNet.Tests.Networks;

namespace CompiledNet.Tests.Reference;

/// <summary>
/// Every file of Data against its network, declared in both precisions: in double each number to 1e-9 of itself, in single to 2e-4
/// of the largest number of its tensor.
/// </summary>
public abstract class ReferenceTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [Fact]
    public void Every_file_has_its_network_and_every_network_its_file() =>
        Assert.Equal(ReferenceCase.Names.Order(), ReferenceNetworks.Names.Order());

    [Theory]
    [MemberData(nameof(ReferenceFiles.Names), MemberType = typeof(ReferenceFiles))]
    public void The_declaration_says_what_the_file_says(string name)
    {
        (ReferenceCase reference, INetwork<T> network) = Load(name);
        Assert.Equal(reference.Inputs, network.InputSize);
        Assert.Equal(reference.Target[0].Length, network.OutputSize);
        Assert.Equal(Plain(reference.Loss), Plain(network.Loss.ToString()));
        Assert.Equal(reference.Layers.Select(layer => layer.Units), network.Layers.Select(layer => layer.OutputSize));
        Assert.Equal(
            reference.Layers.Select(layer => Plain(layer.Activation)), network.Layers.Select(layer => Plain(layer.Activation.ToString())));
        Assert.Equal(reference.Parameters.Sum(p => p.Weights.Sum(row => row.Length) + (p.Bias?.Length ?? 0)), network.ParameterCount);
    }

    [Theory]
    [MemberData(nameof(ReferenceFiles.Names), MemberType = typeof(ReferenceFiles))]
    public void Inference_gives_the_outputs(string name)
    {
        (ReferenceCase reference, INetwork<T> network) = Load(name);
        double[] expected = Flat(reference.Activations[^1]);
        var output = new T[expected.Length];
        network.Forward(Convert(reference.Input), output);
        AssertClose(expected, output, "output");

        for (int s = 0; s < reference.Batch; s++)
        {
            var one = new T[network.OutputSize];
            network.Forward(Convert([reference.Input[s]]), one);
            AssertClose(reference.Activations[^1][s], one, $"output of sample {s} alone");
        }
    }

    [Theory]
    [MemberData(nameof(ReferenceFiles.Names), MemberType = typeof(ReferenceFiles))]
    public void Forward_gives_the_activations_of_every_layer(string name)
    {
        (ReferenceCase reference, INetwork<T> network) = Load(name);
        Workspace<T> workspace = network.CreateWorkspace(reference.Batch);
        network.Forward(Convert(reference.Input), workspace);
        AssertClose(Flat(reference.Activations[^1]), workspace.Output, "output");
        for (int layer = 0; layer < reference.Layers.Length; layer++)
        {
            AssertClose(
                Flat(reference.Activations[layer]),
                workspace.Layer(network, layer).Activations.ToArray(),
                $"activations of layer {layer + 1}");
        }
    }

    [Theory]
    [MemberData(nameof(ReferenceFiles.Names), MemberType = typeof(ReferenceFiles))]
    public void Backward_gives_loss_gradients_and_input_gradient(string name)
    {
        (ReferenceCase reference, INetwork<T> network) = Load(name);
        Workspace<T> workspace = network.CreateWorkspace(reference.Batch + 3, inputGradient: true);
        T[] target = Convert(reference.Target);
        network.Forward(Convert(reference.Input), workspace);
        AssertClose([reference.LossValue], [network.EvaluateLoss(target, workspace)], "evaluated loss");
        AssertClose([reference.LossValue], [network.Backward(target, workspace)], "loss");
        AssertGradients(reference, network, workspace);
    }

    [Theory]
    [InlineData("softmax-cross-entropy")]
    [InlineData("wide-33-17-65-5")]
    public void Class_indices_stand_for_one_hot_targets(string name)
    {
        (ReferenceCase reference, INetwork<T> network) = Load(name);
        Workspace<T> workspace = network.CreateWorkspace(reference.Batch, inputGradient: true);
        int[] classes = Array.ConvertAll(reference.Target, row => Array.IndexOf(row, 1.0));
        network.Forward(Convert(reference.Input), workspace);
        AssertClose([reference.LossValue], [network.EvaluateLossClasses(classes, workspace)], "evaluated loss");
        AssertClose([reference.LossValue], [network.BackwardClasses(classes, workspace)], "loss");
        AssertGradients(reference, network, workspace);
    }

    [Theory]
    [MemberData(nameof(ReferenceFiles.Names), MemberType = typeof(ReferenceFiles))]
    public void Optimizer_steps_arrive_where_PyTorchs_do(string name)
    {
        ReferenceCase reference = ReferenceCase.Load(name);
        T[] input = Convert(reference.Input);
        T[] target = Convert(reference.Target);
        foreach (ReferenceTraining training in reference.Training)
        {
            INetwork<T> network = Load(name).Network;
            Workspace<T> workspace = network.CreateWorkspace(reference.Batch);
            Optimizer optimizer = training.CreateOptimizer();
            var losses = new T[training.Steps];
            for (int step = 0; step < training.Steps; step++)
            {
                network.Forward(input, workspace);
                losses[step] = network.Backward(target, workspace);
                Step(optimizer, network, workspace);
            }

            AssertClose(training.LossBeforeEachStep, losses, $"{training.Optimizer}, losses before each step");
            for (int layer = 0; layer < reference.Layers.Length; layer++)
            {
                string where = $"{training.Optimizer}, layer {layer + 1}";
                ReferenceParameters after = training.ParametersAfter[layer];
                AssertClose(Flat(after.Weights), network.Layer(layer).Weights.ToArray(), $"{where}, weights");
                AssertClose(after.Bias ?? [], network.Layer(layer).Biases.ToArray(), $"{where}, biases");
            }
        }
    }

    /// <summary>The largest difference that is allowed for one number of a tensor.</summary>
    private protected abstract double Allowed(double expected, double largest);

    /// <summary>A step through the optimizer's overload for the number type.</summary>
    private protected abstract void Step(Optimizer optimizer, INetwork<T> network, Workspace<T> workspace);

    private static (ReferenceCase Reference, INetwork<T> Network) Load(string name)
    {
        ReferenceCase reference = ReferenceCase.Load(name);
        INetwork<T> network = ReferenceNetworks.Create<T>(name);
        for (int layer = 0; layer < reference.Layers.Length; layer++)
        {
            network.Layer(layer).Weights.CopyFrom(Convert(reference.Parameters[layer].Weights));
            network.Layer(layer).Biases.CopyFrom(Convert([reference.Parameters[layer].Bias ?? []]));
        }

        return (reference, network);
    }

    private void AssertGradients(ReferenceCase reference, INetwork<T> network, Workspace<T> workspace)
    {
        for (int layer = 0; layer < reference.Layers.Length; layer++)
        {
            ReferenceParameters expected = reference.Gradients[layer];
            AssertClose(Flat(expected.Weights), workspace.Layer(network, layer).Weights.ToArray(), $"dW of layer {layer + 1}");
            AssertClose(expected.Bias ?? [], workspace.Layer(network, layer).Biases.ToArray(), $"db of layer {layer + 1}");
        }

        AssertClose(Flat(reference.InputGradient), workspace.InputGradient, "input gradient");
    }

    private void AssertClose(double[] expected, ReadOnlySpan<T> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = expected.Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (int k = 0; k < expected.Length; k++)
        {
            double value = double.CreateChecked(actual[k]);
            Assert.True(
                Math.Abs(value - expected[k]) <= Allowed(expected[k], largest),
                string.Create(CultureInfo.InvariantCulture, $"{what}, number {k}: {value:R} where {expected[k]:R} was expected"));
        }
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    private static double[] Flat(double[][] rows) => [.. rows.SelectMany(row => row)];

    private static T[] Convert(double[][] rows) => Array.ConvertAll(Flat(rows), T.CreateChecked);
}

/// <summary>The files of Data, as xUnit wants them.</summary>
public static class ReferenceFiles
{
    public static TheoryData<string> Names => [.. ReferenceCase.Names];
}

/// <inheritdoc/>
public sealed class DoubleReferenceTests : ReferenceTests<double>
{
    private protected override double Allowed(double expected, double largest) => 1e-9 * Math.Abs(expected);

    private protected override void Step(Optimizer optimizer, INetwork<double> network, Workspace<double> workspace) =>
        optimizer.Step(network.Parameters, workspace.Gradients);
}

/// <inheritdoc/>
public sealed class SingleReferenceTests : ReferenceTests<float>
{
    private protected override double Allowed(double expected, double largest) => 2e-4 * largest;

    private protected override void Step(Optimizer optimizer, INetwork<float> network, Workspace<float> workspace) =>
        optimizer.Step(network.Parameters, workspace.Gradients);
}
