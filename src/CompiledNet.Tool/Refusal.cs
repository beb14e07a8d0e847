using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool;

/// <summary>A node of a file that cannot be imported.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Operator">What it is in its format.</param>
/// <param name="Reason">Why it cannot be imported.</param>
/// <param name="Help">What would help.</param>
internal sealed record Refusal(string Node, string Operator, string Reason, string Help)
{
    public override string ToString() => $"{Node} ({Operator}): {LayerException.Sentence(Reason, Help)}";
}
