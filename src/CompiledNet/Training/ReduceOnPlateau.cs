using System.Globalization;

namespace CompiledNet;

/// <summary>
/// Lowers the learning rate when the monitored metric (<see cref="TrainingOptions.Monitor"/>) stops improving: PyTorch's
/// <c>ReduceLROnPlateau</c> with its rule and its defaults, stepped after each epoch. For <see cref="TrainingOptions.ReduceOnPlateau"/>.
/// </summary>
/// <remarks>
/// An object keeps nothing between epochs, so that one may serve many trainings; where a training is resumed, its history says how far the
/// patience had come. An epoch whose metric is NaN or has no value is no improvement.
/// </remarks>
public sealed class ReduceOnPlateau
{
    /// <summary>What the learning rate is multiplied with, more than 0 and less than 1; 0.1 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double Factor
    {
        get;
        init => field = value is > 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Factor), value, "Factor must be more than 0 and less than 1.");
    } = 0.1;

    /// <summary>
    /// How many epochs without an improvement are let pass, 0 or more; 10 unless set. The rate falls after the next one, as PyTorch has it; Keras
    /// lowers it one epoch earlier.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Patience { get; init => field = FromZero(value, nameof(Patience)); } = 10;

    /// <summary>
    /// By what share of the best value so far a new one must be better to count as an improvement, 0 or more; 1e-4 unless set. With
    /// <see cref="IsThresholdAbsolute"/>, by how much.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or NaN.</exception>
    public double Threshold { get; init => field = FromZero(value, nameof(Threshold)); } = 1e-4;

    /// <summary>
    /// Whether <see cref="Threshold"/> is a difference, PyTorch's <c>threshold_mode='abs'</c> and Keras's <c>min_delta</c>; false unless set.
    /// </summary>
    public bool IsThresholdAbsolute { get; init; }

    /// <summary>For how many epochs after a reduction no epoch counts against the patience, 0 or more; 0 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Cooldown { get; init => field = FromZero(value, nameof(Cooldown)); }

    /// <summary>The rate below which it is not lowered, 0 or more; 0 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or NaN.</exception>
    public double MinimumRate { get; init => field = FromZero(value, nameof(MinimumRate)); }

    /// <summary>All settings, for a file.</summary>
    internal string Settings => string.Create(
        CultureInfo.InvariantCulture, $"{Factor:R} {Patience} {Threshold:R} {IsThresholdAbsolute} {Cooldown} {MinimumRate:R}");

    private static int FromZero(int value, string name) => value >= 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must not be negative.");

    private static double FromZero(double value, string name) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite and not negative.");
}
