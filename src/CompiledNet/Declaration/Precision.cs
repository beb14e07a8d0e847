// Compiled into the generator as well, there internal: one list of names and values for both.
#if COMPILEDNET_GENERATOR
namespace CompiledNet.Generator.Model;
#else
namespace CompiledNet;
#endif

/// <summary>The number type of a network: its parameters, inputs and outputs.</summary>
#if COMPILEDNET_GENERATOR
internal
#else
public
#endif
enum Precision
{
    /// <summary>32-bit <see cref="float"/>.</summary>
    Single = 0,

    /// <summary>64-bit <see cref="double"/>.</summary>
    Double = 1,
}
