using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>A declared dense layer; null stands for an argument that was not given.</summary>
internal sealed record DenseModel(
    string Name,
    int Units,
    Activation Activation,
    double? Slope,
    bool HasBias,
    Initializer Initializer,
    BiasInitializer BiasInitializer) : LayerModel(Name);
