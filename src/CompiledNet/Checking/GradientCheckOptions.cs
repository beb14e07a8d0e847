namespace CompiledNet;

/// <summary>How <see cref="GradientCheck"/> compares. Every property has a default.</summary>
public sealed class GradientCheckOptions
{
    /// <summary>
    /// The largest relative error that passes, positive. Unless set: 1e-6 for a network of doubles, 0.1 for one of floats, whose loss has
    /// but seven digits to take differences of.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? Tolerance
    {
        get;
        init
        {
            if (value is double tolerance && !(tolerance > 0 && double.IsFinite(tolerance)))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "Tolerance must be positive and finite.");
            }

            field = value;
        }
    }

    /// <summary>
    /// How many elements of each weight matrix, bias vector and input to check, chosen at random but always the same ones; all unless
    /// set. Each costs six or more forward propagations of the samples.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? ElementsPerTensor
    {
        get;
        init
        {
            if (value is int elements)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(elements, 1, nameof(value));
            }

            field = value;
        }
    }
}
