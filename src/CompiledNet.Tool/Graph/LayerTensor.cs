namespace CompiledNet.Tool.Graph;

/// <summary>A tensor of a layer, with the name, the shape and the order of gates that <c>Net.Tensors</c> has.</summary>
/// <param name="Name">Its name within the layer: <c>weight</c>.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Values">Its numbers, row-major.</param>
internal sealed record LayerTensor(string Name, int[] Shape, double[] Values);
