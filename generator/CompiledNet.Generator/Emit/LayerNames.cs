using System.Globalization;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>
/// The notes' names for the quantities of one layer: capitals for a whole batch, row after row, small letters for one sample.
/// </summary>
internal sealed class LayerNames
{
    public LayerNames(LayerPlan layer)
    {
        string index = Text(layer.Index);
        string before = layer.IsFirst ? "" : Text(layer.Index - 1);
        W = "W" + index;
        B = "b" + index;
        Z = "z" + index;
        A = "a" + index;
        Delta = "delta" + index;
        X = layer.IsFirst ? "x" : "a" + before;
        BatchZ = "Z" + index;
        BatchA = "A" + index;
        BatchDelta = "Delta" + index;
        BatchX = layer.IsFirst ? "X" : "A" + before;
    }

    public string W { get; }

    public string B { get; }

    public string Z { get; }

    public string A { get; }

    public string Delta { get; }

    /// <summary>The layer's input: x, or the activation of the layer before.</summary>
    public string X { get; }

    public string BatchZ { get; }

    public string BatchA { get; }

    public string BatchDelta { get; }

    public string BatchX { get; }

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
