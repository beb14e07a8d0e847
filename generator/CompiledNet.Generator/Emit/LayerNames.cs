using System.Globalization;
using CompiledNet.Generator.Functions;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>
/// The notes' names for the quantities of one layer: capitals for a whole batch, row after row, small letters for one sample.
/// </summary>
internal sealed class LayerNames
{
    private readonly LayerPlan _layer;

    public LayerNames(LayerPlan layer)
    {
        string index = Text(layer.Index);
        _layer = layer;
        W = "W" + index;
        B = "b" + index;
        Z = "z" + index;
        A = "a" + index;
        Delta = "delta" + index;
        BatchZ = "Z" + index;
        BatchA = "A" + index;
        BatchDelta = "Delta" + index;
    }

    public string W { get; }

    public string B { get; }

    public string Z { get; }

    public string A { get; }

    public string Delta { get; }

    /// <summary>The layer's first input: x, or the activation of another layer.</summary>
    public string X => Of(_layer.Input.Value);

    public string BatchZ { get; }

    public string BatchA { get; }

    public string BatchDelta { get; }

    public string BatchX => BatchOf(_layer.Input.Value);

    /// <summary>δ in a comment.</summary>
    public string DeltaSymbol => "δ" + Text(_layer.Index);

    /// <summary>What δ is computed from: z or a.</summary>
    public string Kept => KeepsZ ? Z : A;

    /// <summary>The batch of what δ is computed from.</summary>
    public string BatchKept => KeepsZ ? BatchZ : BatchA;

    private bool KeepsZ => ActivationFunction.Of(_layer.Activation).DerivativeNeedsZ;

    /// <summary>A value of one sample.</summary>
    public static string Of(ValuePlan value) => value.IsNetworkInput ? "x" : "a" + Text(value.Index);

    /// <summary>A value of a batch.</summary>
    public static string BatchOf(ValuePlan value) => value.IsNetworkInput ? "X" : "A" + Text(value.Index);

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
