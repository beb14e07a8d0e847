namespace Inspect;

/// <summary>The lines that compute each step, from the file that the generator wrote for a network.</summary>
/// <param name="network">The class of the network.</param>
internal sealed class StepCode(Type network)
{
    private readonly SourceText _generated = CompiledSources.Read($"{network.FullName}.g.cs");

    /// <summary>The class with its attributes, as the user wrote it.</summary>
    public Listing[] OfDeclaration() => [CompiledSources.Read($"{network.Name}.cs").Declaration(network.Name)];

    /// <summary>z = W·a + b.</summary>
    public Listing[] OfSum(int l)
    {
        Listing step = _generated.Method($"ForwardLayer{l}").MarkLines($"//   z{l} (");
        bool isLoop = step.Lines.Any(line => line.Text.Contains(" z = b", StringComparison.Ordinal));
        return
        [
            CallIn("Forward", $"// z{l} (", $"Propagation.ForwardLayer{l}("),
            isLoop
                ? step.Mark(line => line.EndsWith($" z = b{l}[j];", StringComparison.Ordinal)).MarkRange("for (int i", $"z{l}[j] = z;")
                : step.Mark(line =>
                    line.Contains($" z{l}_", StringComparison.Ordinal) && !line.StartsWith($"a{l}[", StringComparison.Ordinal)),
        ];
    }

    /// <summary>a = σ(z).</summary>
    public Listing[] OfActivation(int l)
    {
        Listing step = _generated.Method($"ForwardLayer{l}").MarkLines($"//   a{l} (");
        string section = $"// a{l} = ";
        bool isSection = step.Lines.Any(line => line.Text.TrimStart().StartsWith(section, StringComparison.Ordinal));
        return
        [
            CallIn("Forward", $"// z{l} (", $"Propagation.ForwardLayer{l}("),
            isSection ? step.MarkSection(section) : step.MarkLines($"a{l}["),
        ];
    }

    /// <summary>L.</summary>
    public Listing[] OfLoss() =>
    [
        _generated.Method("Backward").MarkRange("// L =", ": Propagation.Loss("),
        _generated.Method("Loss").MarkLines("// L", "// With", "double e =", "double logSum", "sum += "),
    ];

    /// <summary>δ of the last layer.</summary>
    public Listing[] OfOutputDelta(int l) =>
    [
        CallIn("Backward", $"// δ{l} =", "Propagation.OutputDelta("),
        _generated.Method("OutputDelta").MarkLines($"// δ{l}", "// Softmax and loss", "// ∂L/∂ŷ =", $"delta{l}["),
    ];

    /// <summary>δ of another layer, which begins in the step of the layer after.</summary>
    public Listing[] OfDelta(int l) =>
    [
        _generated.Method($"BackwardLayer{l + 1}").MarkLines($"//   ∂L/∂a{l} (").MarkSection($"// ∂L/∂a{l} ="),
        _generated.Method($"BackwardLayer{l}").MarkLines($"//   δ{l} (").MarkSection($"// δ{l} ="),
    ];

    /// <summary>dW and db.</summary>
    public Listing[] OfGradients(int l) =>
    [
        _generated.Method("PropagateBack")
            .Mark(line => line.StartsWith("//", StringComparison.Ordinal) && line.Contains($" dW{l} (", StringComparison.Ordinal))
            .MarkLines($"Propagation.BackwardLayer{l}("),
        _generated.Method($"BackwardLayer{l}").MarkLines($"//   dW{l} (", $"//   db{l} (").MarkSection($"// dW{l} +="),
    ];

    /// <summary>∂L/∂x.</summary>
    public Listing[] OfInputGradient() => [_generated.Method("BackwardLayer1").MarkLines("//   ∂L/∂x (").MarkSection("// ∂L/∂x =")];

    /// <summary>The update, which is the caller's to ask for.</summary>
    public Listing[] OfUpdate() => [CompiledSources.Read($"{network.Name}.Watch.cs").Method("Update").MarkSection("//")];

    private Listing CallIn(string method, string comment, string call) => _generated.Method(method).MarkLines(comment, call);
}
