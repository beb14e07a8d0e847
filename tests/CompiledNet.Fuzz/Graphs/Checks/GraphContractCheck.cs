using System.Numerics;

namespace CompiledNet.Fuzz.Graphs.Checks;

/// <summary>What a network says of its layers and tensors.</summary>
internal sealed class GraphContractCheck<T>(GraphTrial<T> trial)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run()
    {
        GraphSpec spec = trial.Spec;
        INetwork<T> network = trial.Network;
        List<string> expected = [];
        for (int value = 1; value <= spec.Nodes.Count; value++)
        {
            GraphNode node = spec.Nodes[value - 1];
            LayerInfo info = network.Layers[value - 1];
            Require(
                info.Name == spec.NameOf(value) && info.Kind == node.Kind.ToString() && info.OutputSize == spec.ShapeOf(value).DeclaredSize
                && info.InputSize == spec.ShapeOf(node.Inputs[0]).DeclaredSize && info.Activation == node.Activation,
                $"the description of layer {value} is {info}");
            bool takesTheOneBefore = !node.IsJoin && node.Inputs[0] == value - 1;
            Require(
                takesTheOneBefore ? info.From.Count == 0 : info.From.SequenceEqual(node.Inputs.Select(spec.NameOf)),
                $"layer {value} takes {string.Join(", ", info.From)}");
            expected.AddRange(node.TensorsOf(spec.ShapeOf(node.Inputs[0]).Channels).Select(tensor => $"{spec.NameOf(value)}.{Text(tensor)}"));
        }

        string[] tensors = [.. network.Tensors.Select(tensor => tensor.ToString())];
        Require(tensors.SequenceEqual(expected), $"the tensors are {string.Join(", ", tensors)}; {string.Join(", ", expected)} expected");
        Require(
            network.ParameterCount == network.Tensors.Where(tensor => tensor.Role != TensorRole.Statistic).Sum(tensor => tensor.Count),
            $"ParameterCount is {network.ParameterCount}");
        Require(network.InputSize == spec.Input.DeclaredSize && network.OutputSize == spec.Output.DeclaredSize, "InputSize or OutputSize is wrong");
        Require(network.Loss == spec.Loss, $"Loss is {network.Loss}");
        int[] places = [.. network.Tensors.SelectMany(GraphTensors.PlacesOf)];
        Require(places.Distinct().Count() == places.Length, "two parameters share a place");
    }

    private static string Text(GraphTensor tensor) => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]";

    private void Require(bool condition, string what)
    {
        if (!condition)
        {
            trial.Fail(Kind.Contract, what);
        }
    }
}
