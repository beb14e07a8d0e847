namespace CompiledNet.Generated;

/// <content>The same for float. Whatever needs more than one rounding is computed in double and rounded once.</content>
public static partial class Activations
{
    /// <inheritdoc cref="Sigmoid(double)"/>
    public static float Sigmoid(float z)
    {
        float e = MathF.Exp(-MathF.Abs(z));
        return (z >= 0 ? 1 : e) / (1 + e);
    }

    /// <inheritdoc cref="Softplus(double)"/>
    public static float Softplus(float z) => (float)Softplus((double)z);

    /// <inheritdoc cref="Elu(double, double)"/>
    public static float Elu(float z, float alpha) => z > 0 ? z : (float)(alpha * Elementary.ExpMinusOne(z));

    /// <inheritdoc cref="Selu(double)"/>
    public static float Selu(float z) => (float)Selu((double)z);

    /// <inheritdoc cref="Gelu(double)"/>
    public static float Gelu(float z) => (float)Gelu((double)z);

    /// <inheritdoc cref="GeluDerivative(double)"/>
    public static float GeluDerivative(float z) => (float)GeluDerivative((double)z);

    /// <inheritdoc cref="Silu(double)"/>
    public static float Silu(float z) => (float)Silu((double)z);

    /// <inheritdoc cref="SiluDerivative(double)"/>
    public static float SiluDerivative(float z) => (float)SiluDerivative((double)z);

    /// <inheritdoc cref="Mish(double)"/>
    public static float Mish(float z) => (float)Mish((double)z);

    /// <inheritdoc cref="MishDerivative(double)"/>
    public static float MishDerivative(float z) => (float)MishDerivative((double)z);

    /// <inheritdoc cref="HardSigmoid(double)"/>
    public static float HardSigmoid(float z) => MathF.Min(MathF.Max(z + 3, 0), 6) / 6;

    /// <inheritdoc cref="HardSigmoidDerivative(double)"/>
    public static float HardSigmoidDerivative(float z) => (float)HardSigmoidDerivative((double)z);

    /// <inheritdoc cref="HardSwish(double)"/>
    public static float HardSwish(float z) => z switch
    {
        <= -3 => 0,
        >= 3 => z,
        _ => z * ((z + 3) / 6),
    };

    /// <inheritdoc cref="HardSwishDerivative(double)"/>
    public static float HardSwishDerivative(float z) => (float)HardSwishDerivative((double)z);
}
