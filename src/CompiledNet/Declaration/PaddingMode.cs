// Compiled into the generator as well, there internal: one list of names and values for both.
#if COMPILEDNET_GENERATOR
namespace CompiledNet.Generator.Model;
#else
namespace CompiledNet;
#endif

/// <summary>What a window takes for positions that lie outside of its input: nothing lies there, 0 in a convolution, left out by a pooling.</summary>
#if COMPILEDNET_GENERATOR
internal
#else
public
#endif
enum PaddingMode
{
    /// <summary>The window stays inside: the output is shorter than the input.</summary>
    Valid = 0,

    /// <summary>
    /// The output has ⌈n / stride⌉ positions of n. What that takes is split in halves, the larger one behind (TensorFlow's SAME, SAME_UPPER of ONNX).
    /// </summary>
    Same = 1,

    /// <summary>All of it lies before the first step, so that no output depends on a later input. Of sequences alone.</summary>
    Causal = 2,
}
