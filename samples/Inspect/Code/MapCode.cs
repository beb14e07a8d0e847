namespace Inspect;

/// <summary>The lines that compute the convolution and the pooling of <see cref="StrokeNet"/>, forward and back.</summary>
internal sealed class MapCode
{
    private readonly SourceText _generated = CompiledSources.Read($"{typeof(StrokeNet).FullName}.g.cs");

    /// <summary>z of the convolution.</summary>
    public Listing[] OfConvolution() => [_generated.Method("ForwardLayer1").MarkLines("//   z1[").MarkRange("float z = b1[f];", "z1[f] = z;")];

    /// <summary>a of the convolution.</summary>
    public Listing[] OfActivation() => [_generated.Method("ForwardLayer1").MarkLines("//   a1 (", "a1[f] = ")];

    /// <summary>The pooling, and the list that the flattening makes of it.</summary>
    public Listing[] OfPooling() =>
    [
        _generated.Method("ForwardLayer2").MarkLines("//   a2 (").MarkRange("float z = ", "a2[j] = z;"),
        _generated.Method("ForwardLayer3").MarkLines("//   a3 (", "a3["),
    ];

    /// <summary>δ of the pooling: what the dense layer hands back, in its place on the maps again.</summary>
    public Listing[] OfPooledDelta() =>
    [
        _generated.Method("BackwardLayer4").MarkLines("//   ∂L/∂a3 (").MarkSection("// ∂L/∂a3 ="),
        _generated.Method("BackwardLayer3").MarkLines("//   ∂L/∂a2 =", "da2[p"),
    ];

    /// <summary>δ of the convolution.</summary>
    public Listing[] OfDelta() =>
    [
        _generated.Method("BackwardLayer2").MarkLines("//   ∂L/∂a1 =").MarkRange("int largest = ", "da1[largest] += "),
        _generated.Method("BackwardLayer1").MarkLines("//   δ1 (").MarkSection("// δ1 ="),
    ];

    /// <summary>dW and db of the convolution.</summary>
    public Listing[] OfGradients() => [_generated.Method("BackwardLayer1").MarkLines("//   dW1[", "//   db1[", "db1[f] += ", "dW1[")];

    /// <summary>∂L/∂x.</summary>
    public Listing[] OfInputGradient() => [_generated.Method("BackwardLayer1").MarkLines("//   ∂L/∂x[", "dx[").MarkSection("// ∂L/∂x =")];
}
