namespace CompiledNet;

/// <summary>
/// Declares a long short-term memory over the steps of a sequence (Hochreiter and Schmidhuber, 1997; with forget gates, without peepholes): (steps, inputs) →
/// (steps, units). With h₀ = 0 and c₀ = 0, in each step t i, f and o = σ(W x + b + W′ h + b′) and g = tanh(W x + b + W′ h + b′), each with matrices and biases
/// of its own, then c ← f ⊙ c + i ⊙ g and h ← o ⊙ tanh c; σ is the sigmoid. Put <c>[LastStep]</c> behind it for the last h alone.
/// </summary>
/// <param name="units">Units, the channels of the output, at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LSTMAttribute(int units) : RecurrentAttribute(units);
