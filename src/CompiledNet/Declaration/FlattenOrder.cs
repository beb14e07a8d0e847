// Compiled into the generator as well, there internal: one list of names and values for both.
#if COMPILEDNET_GENERATOR
namespace CompiledNet.Generator.Model;
#else
namespace CompiledNet;
#endif

/// <summary>In what order <c>[Flatten]</c> puts the numbers of a sample.</summary>
#if COMPILEDNET_GENERATOR
internal
#else
public
#endif
enum FlattenOrder
{
    /// <summary>As they lie in memory, all channels of a position together, as Keras has it.</summary>
    ChannelsLast = 0,

    /// <summary>All positions of a channel together, as PyTorch has it: the order of the weights of a layer that was trained there.</summary>
    ChannelsFirst = 1,
}
