namespace CompiledNet.Generator.Plan;

/// <summary>How the derivative of the loss reaches the output layer.</summary>
internal enum OutputStep
{
    /// <summary>There is no loss: only BackwardFrom.</summary>
    NoLoss,

    /// <summary>δ = ∂L/∂ŷ ⊙ σ′(z), two factors.</summary>
    Chained,

    /// <summary>Sigmoid under binary cross-entropy: δ = ŷ − y.</summary>
    SigmoidBinaryCrossEntropy,

    /// <summary>Softmax under categorical cross-entropy: δ = ŷ Σy − y.</summary>
    SoftmaxCategoricalCrossEntropy,

    /// <summary>Sigmoid under categorical cross-entropy: δ = −y (1 − ŷ).</summary>
    SigmoidCategoricalCrossEntropy,

    /// <summary>Softmax under binary cross-entropy, which the library computes from z.</summary>
    SoftmaxBinaryCrossEntropy,
}
