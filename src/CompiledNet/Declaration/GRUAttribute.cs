namespace CompiledNet;

/// <summary>
/// Declares a gated recurrent unit over the steps of a sequence (Cho et al., 2014): (steps, inputs) → (steps, units). With h₀ = 0, in each step t
/// r = σ(W_ir x + b_ir + W_hr h + b_hr), z = σ(W_iz x + b_iz + W_hz h + b_hz), n = tanh(W_in x + b_in + r ⊙ (W_hn h + b_hn)), h ← (1 − z) ⊙ n + z ⊙ h;
/// σ is the sigmoid. Put <c>[LastStep]</c> behind it for the last h alone.
/// </summary>
/// <param name="units">Units, the channels of the output, at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GRUAttribute(int units) : RecurrentAttribute(units)
{
    /// <summary>
    /// Whether r resets the product W_hn h + b_hn, as PyTorch and Keras have it; true by default. False: r resets h before the product,
    /// n = tanh(W_in x + b_in + W_hn (r ⊙ h) + b_hn), as in the paper and ONNX's default, which takes a second product in every step.
    /// </summary>
    public bool ResetAfter { get; set; } = true;
}
