// Compiled into the generator as well, there internal: one list of names and values for both.
#if COMPILEDNET_GENERATOR
namespace CompiledNet.Generator.Model;
#else
namespace CompiledNet;
#endif

/// <summary>What training makes small. ŷ is the output, y the target, n the outputs of one sample; a batch of m samples averages (1/m).</summary>
#if COMPILEDNET_GENERATOR
internal
#else
public
#endif
enum Loss
{
    /// <summary>No loss is declared. The network infers, and trains through <c>BackwardFrom</c> alone.</summary>
    None = 0,

    /// <summary>½ Σ (ŷ − y)².</summary>
    HalfSquaredError = 1,

    /// <summary>Σ (ŷ − y)².</summary>
    SquaredError = 2,

    /// <summary>(1/n) Σ (ŷ − y)².</summary>
    MeanSquaredError = 3,

    /// <summary>(1/n) Σ |ŷ − y|. At exactly ŷ = y its derivative is 0.</summary>
    MeanAbsoluteError = 4,

    /// <summary>Σ of ½ e² where |e| ≤ 1, else |e| − ½, with e = ŷ − y (Huber, 1964, δ = 1).</summary>
    Huber = 5,

    /// <summary>−Σ (y ln ŷ + (1 − y) ln(1 − ŷ)). After a sigmoid it is computed from z and finite for every finite z; 0 · ln 0 counts as 0.</summary>
    BinaryCrossEntropy = 6,

    /// <summary>−Σ y ln ŷ. After a softmax it is computed from z and finite for every finite z; 0 · ln 0 counts as 0.</summary>
    CategoricalCrossEntropy = 7,
}
