// Compiled into the generator as well, there internal: one list of names and values for both.
#if COMPILEDNET_GENERATOR
namespace CompiledNet.Generator.Model;
#else
namespace CompiledNet;
#endif

/// <summary>How the biases of a layer are drawn.</summary>
#if COMPILEDNET_GENERATOR
internal
#else
public
#endif
enum BiasInitializer
{
    /// <summary>All zero.</summary>
    Zeros = 0,

    /// <summary>Uniform within ±1/√inputs, as PyTorch's <c>Linear</c> does.</summary>
    Uniform = 1,
}
