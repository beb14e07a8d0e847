using CompiledNet.Generator.Layers.Dense;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Tests.Planning;

/// <summary>Dense layers, each taking the output of the one before.</summary>
internal static class Chain
{
    public static EquatableArray<LayerModel> Of(int inputs, IEnumerable<DenseModel> layers)
    {
        var chain = new List<LayerModel>();
        foreach (DenseModel layer in layers)
        {
            chain.Add(layer with
            {
                Sources = new EquatableArray<int>([chain.Count]),
                Inputs = new EquatableArray<Shape>([Shape.Vector(inputs)]),
                Output = Shape.Vector(layer.Units),
            });
            inputs = layer.Units;
        }

        return new EquatableArray<LayerModel>(chain);
    }
}
