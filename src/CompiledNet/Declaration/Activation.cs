// Compiled into the generator as well, there internal: one list of names and values for both.
#if COMPILEDNET_GENERATOR
namespace CompiledNet.Generator.Model;
#else
namespace CompiledNet;
#endif

/// <summary>The function σ of a layer, applied to its pre-activation: a = σ(z). Definitions are PyTorch's.</summary>
#if COMPILEDNET_GENERATOR
internal
#else
public
#endif
enum Activation
{
    /// <summary>a = z.</summary>
    Identity = 0,

    /// <summary>a = 1 / (1 + e^−z).</summary>
    Sigmoid = 1,

    /// <summary>a = max(0, z). Its derivative at exactly z = 0 is 0, as in PyTorch.</summary>
    ReLU = 2,

    /// <summary>a = z for z &gt; 0, else slope · z. The slope is <c>Slope</c>, 0.01 by default; at exactly z = 0 the derivative is the slope.</summary>
    LeakyReLU = 3,

    /// <summary>a = tanh z.</summary>
    Tanh = 4,

    /// <summary>a_i = e^z_i / Σ_k e^z_k over the units of the layer. Its derivative is the full Jacobian a_i (δ_ik − a_k).</summary>
    Softmax = 5,

    /// <summary>a = z for z &gt; 0, else α (e^z − 1). α is <c>Slope</c>, 1 by default (Clevert et al., 2015).</summary>
    ELU = 6,

    /// <summary>a = λ z for z &gt; 0, else λ α (e^z − 1), with the two constants of Klambauer et al., 2017.</summary>
    SELU = 7,

    /// <summary>a = ln(1 + e^z).</summary>
    Softplus = 8,

    /// <summary>a = z · Φ(z), Φ the distribution function of the standard normal, by erf; not the tanh approximation (Hendrycks and Gimpel, 2016).</summary>
    GELU = 9,

    /// <summary>a = z · sigmoid(z), also called swish.</summary>
    SiLU = 10,

    /// <summary>a = z · tanh(softplus(z)) (Misra, 2019).</summary>
    Mish = 11,

    /// <summary>a = clamp(z / 6 + ½, 0, 1).</summary>
    HardSigmoid = 12,

    /// <summary>a = z · clamp(z / 6 + ½, 0, 1) (Howard et al., 2019).</summary>
    HardSwish = 13,
}
