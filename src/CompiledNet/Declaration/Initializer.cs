// Compiled into the generator as well, there internal: one list of names and values for both.
#if COMPILEDNET_GENERATOR
namespace CompiledNet.Generator.Model;
#else
namespace CompiledNet;
#endif

/// <summary>How the weights of a layer are drawn. in and out are the layer's inputs and units.</summary>
#if COMPILEDNET_GENERATOR
internal
#else
public
#endif
enum Initializer
{
    /// <summary>HeUniform for ReLU, LeakyReLU, ELU, GELU, SiLU, Mish and HardSwish; LeCunNormal for SELU; GlorotUniform for the rest.</summary>
    Auto = 0,

    /// <summary>Uniform within ±√(6 / (in + out)) (Glorot and Bengio, 2010).</summary>
    GlorotUniform = 1,

    /// <summary>Normal with standard deviation √(2 / (in + out)) (Glorot and Bengio, 2010).</summary>
    GlorotNormal = 2,

    /// <summary>Uniform within ±√(6 / in) (He et al., 2015).</summary>
    HeUniform = 3,

    /// <summary>Normal with standard deviation √(2 / in) (He et al., 2015).</summary>
    HeNormal = 4,

    /// <summary>Normal with standard deviation √(1 / in) (LeCun et al., 1998).</summary>
    LeCunNormal = 5,

    /// <summary>All zero.</summary>
    Zeros = 6,
}
