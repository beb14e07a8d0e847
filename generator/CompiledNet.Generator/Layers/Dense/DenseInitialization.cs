using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>The constructor's lines for a dense layer.</summary>
internal static class DenseInitialization
{
    public static void Emit(CodeWriter w, Vocabulary v, DensePlan layer)
    {
        string name = "this." + Identifier.Escape(layer.Name);
        string initializer = $"{v.Type("Initializer")}.{layer.Initializer}";
        w.Line($"{v.Type("ParameterInitializer")}.Weights({name}.Weights, {initializer}, seed, layer: {layer.Index});");
        if (layer.HasBias && layer.BiasInitializer != BiasInitializer.Zeros)
        {
            string biases = $"{v.Type("BiasInitializer")}.{layer.BiasInitializer}";
            w.Line(
                $"{v.Type("ParameterInitializer")}.Biases({name}.Biases, {biases}, inputs: {layer.InputSize}, seed, layer: {layer.Index});");
        }
    }
}
