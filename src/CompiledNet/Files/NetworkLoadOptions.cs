namespace CompiledNet;

/// <summary>What a file may differ in from the network that loads it. Without options it must be one that Save wrote for the same layers.</summary>
public sealed record NetworkLoadOptions
{
    internal static NetworkLoadOptions Default { get; } = new();

    /// <summary>What the tensors are called; <see cref="TensorNames.Layers"/> unless set.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public TensorNames Names
    {
        get;
        init => field = Checked(value, nameof(Names));
    } = TensorNames.Layers;

    /// <summary>
    /// Whether numbers of another type than the network's are converted: F16, BF16, F32 and F64 are read. A number that the network's type
    /// cannot hold is refused as infinite.
    /// </summary>
    public bool ConvertPrecision { get; init; }

    /// <summary>Whether tensors that are not the network's are passed over; otherwise they are an error, which names them.</summary>
    public bool SkipOtherTensors { get; init; }

    /// <summary>
    /// Whether the file may have been saved by a network of other activations: with them the same weights compute something else. Only
    /// files that this library wrote say what they are.
    /// </summary>
    public bool AllowOtherActivations { get; init; }

    /// <summary>Whether NaN and infinite numbers are loaded.</summary>
    public bool AllowNonFinite { get; init; }

    private static TensorNames Checked(TensorNames? value, string name) =>
        value ?? throw new ArgumentNullException(name, $"{name} is null; names were expected, such as TensorNames.Layers.");
}
