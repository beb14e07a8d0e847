// Compiled into the generator as well, there internal: one list of names and values for both.
#if COMPILEDNET_GENERATOR
namespace CompiledNet.Generator.Model;
#else
namespace CompiledNet;
#endif

/// <summary>What a tensor of a network is.</summary>
#if COMPILEDNET_GENERATOR
internal
#else
public
#endif
enum TensorRole
{
    /// <summary>Weights, which weight decay shrinks: of a dense layer, or the slopes of a PReLU.</summary>
    Weight = 0,

    /// <summary>Biases, which are added.</summary>
    Bias = 1,

    /// <summary>Factors of a normalization, 1 at first.</summary>
    Scale = 2,

    /// <summary>A running mean or variance: measured in training, not trained. Its gradient is 0, and optimizers leave it alone.</summary>
    Statistic = 3,
}
