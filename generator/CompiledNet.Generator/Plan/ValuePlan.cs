using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Plan;

/// <summary>
/// What flows through a network: its input, or the output of a layer. A sample of it is rows of channels: one row of a vector, one for each step of a
/// sequence, one for each pixel of an image.
/// </summary>
/// <param name="Index">0 for the network's input x, k for the output of the k-th layer.</param>
/// <param name="Shape">The shape of one sample.</param>
/// <param name="Stride">Distance from one row to the next in a batch of it.</param>
/// <param name="Lanes">A row in whole registers.</param>
internal sealed record ValuePlan(int Index, Shape Shape, int Stride, int Lanes)
{
    /// <summary>Numbers of a row: of a vector, all.</summary>
    public int Size => Shape.Channels;

    /// <summary>Rows of one sample.</summary>
    public int Rows => Shape.Positions;

    /// <summary>Distance from one sample to the next.</summary>
    public int SampleStride => Rows * Stride;

    public bool IsNetworkInput => Index == 0;

    /// <summary>Whether each row of a batch has room for whole registers.</summary>
    public bool IsPadded => Stride >= Lanes;
}

/// <summary>A value as a layer takes it.</summary>
/// <param name="Value">The value.</param>
/// <param name="AddsGradient">
/// Whether the layer's backward step adds its share of ∂L/∂value to what is there: a layer after it, which also takes the value, has written its own.
/// </param>
internal sealed record InputPlan(ValuePlan Value, bool AddsGradient);
