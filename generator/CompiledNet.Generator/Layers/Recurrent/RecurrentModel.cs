using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Layers.Recurrent;

/// <summary>A declared GRU or LSTM.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Kind">The name of its kind.</param>
/// <param name="Units">Channels of its output.</param>
/// <param name="Gates">Gates of a unit: 3 or 4.</param>
/// <param name="ResetsBefore">Whether r resets h before the product.</param>
/// <param name="HasBias">Whether it has biases.</param>
/// <param name="Initializer">How weights are drawn.</param>
/// <param name="BiasInitializer">How biases are drawn.</param>
internal sealed record RecurrentModel(
    string Name,
    string Kind,
    int Units,
    int Gates,
    bool ResetsBefore,
    bool HasBias,
    Initializer Initializer,
    BiasInitializer BiasInitializer) : LayerModel(Name);
