namespace CompiledNet;

/// <summary>How a network's class is declared, as far as another part of it must know it.</summary>
/// <param name="Namespace">The namespace with keywords escaped; empty for the global one.</param>
/// <param name="Types">The headers of the types around the class, outermost first, and its own last: <c>partial class DigitNet</c>.</param>
/// <param name="Text">What inference depends on: number type, inputs, and each layer's kind, units, activation and biases.</param>
/// <param name="Layout">The version of the layout of <see cref="INetwork{T}.Parameters"/>.</param>
public sealed record NetworkDeclaration(string Namespace, IReadOnlyList<string> Types, string Text, int Layout)
{
    /// <summary>What numbers depend on that lie as they do in memory.</summary>
    internal string TextWithLayout => $"{Text}; layout {Layout.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
