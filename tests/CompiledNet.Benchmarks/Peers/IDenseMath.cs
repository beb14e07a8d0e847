namespace CompiledNet.Benchmarks.Peers;

/// <summary>What a network of fully connected layers takes, for a batch of samples; weights lie unit after unit.</summary>
/// <remarks>Static, so that code that is generic over it is compiled with direct calls.</remarks>
internal interface IDenseMath
{
    /// <summary>z = W x + b.</summary>
    static abstract void Affine(
        ReadOnlySpan<float> x, ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, Span<float> z, int samples, int inputs, int units);

    /// <summary>dW = Σ δ xᵀ, db = Σ δ over the samples.</summary>
    static abstract void ParameterGradients(
        ReadOnlySpan<float> delta, ReadOnlySpan<float> x, Span<float> weights, Span<float> biases, int samples, int inputs, int units);

    /// <summary>∂L/∂x = Wᵀ δ.</summary>
    static abstract void InputGradients(
        ReadOnlySpan<float> delta, ReadOnlySpan<float> weights, Span<float> gradients, int samples, int inputs, int units);

    /// <summary>Turns z into a.</summary>
    static abstract void Activate(Activation activation, Span<float> values, int units);

    /// <summary>Multiplies ∂L/∂a by the derivative of the activation at a.</summary>
    static abstract void Derive(Activation activation, ReadOnlySpan<float> a, Span<float> gradients);

    /// <summary>(a − y) · scale.</summary>
    static abstract void Difference(ReadOnlySpan<float> a, ReadOnlySpan<float> target, float scale, Span<float> difference);

    /// <summary>a · scale.</summary>
    static abstract void Scale(ReadOnlySpan<float> a, float scale, Span<float> scaled);

    /// <summary>
    /// One step of Adam: m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w − rate · m / (√v · rootScale + ε), where rate and rootScale hold the
    /// corrections of the moments.
    /// </summary>
    static abstract void Adam(
        Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> m, Span<float> v, float rate, float rootScale);
}
