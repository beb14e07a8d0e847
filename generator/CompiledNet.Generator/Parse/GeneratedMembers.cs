using CompiledNet.Generator.Model;
using Microsoft.CodeAnalysis;

namespace CompiledNet.Generator.Parse;

/// <summary>The names that the generated part of a network declares.</summary>
internal static class GeneratedMembers
{
    /// <summary>Names that no member of the user's may have.</summary>
    public static readonly IReadOnlyCollection<string> Names = new HashSet<string>(StringComparer.Ordinal)
    {
        "InputSize", "OutputSize", "ParameterCount", "Summary", "Parameters", "Tensors", "Workspace",
        "_parameterBuffer", "PropagateBack", "Propagation", "Inference", "Description", "Kernels", GeneratedNames.Frozen,
        GeneratedNames.Stream, "CreateStream",
    };

    /// <summary>
    /// Names of generated methods, each with the types of their parameters: a user's method of the name may have other ones. The
    /// network's number type is written T.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string[]> Methods = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Forward"] = ["ReadOnlySpan Span", "ReadOnlySpan Span Int32", "ReadOnlySpan Workspace"],
        ["Backward"] = ["ReadOnlySpan Workspace Boolean"],
        ["BackwardClasses"] = ["ReadOnlySpan Workspace Boolean"],
        ["BackwardFrom"] = ["ReadOnlySpan Workspace Boolean"],
        ["EvaluateLoss"] = ["ReadOnlySpan Workspace"],
        ["FromFile"] = ["String NetworkLoadOptions"],
        ["EvaluateLossClasses"] = ["ReadOnlySpan Workspace"],
        [GeneratedNames.OnForward] = ["LayerInfo SampleView SampleView"],
        [GeneratedNames.OnBackward] = ["LayerInfo SampleView MatrixView VectorView"],
    };

    /// <summary>Names that a layer may not have, for the nested Workspace has a property of the layer's name too.</summary>
    public static HashSet<string> OfWorkspace(Compilation compilation, int layers)
    {
        var names = new HashSet<string>(GeneratedNames.OfWorkspace(layers), StringComparer.Ordinal);
        for (INamedTypeSymbol? type = compilation.GetTypeByMetadataName("CompiledNet.Workspace`1"); type is not null; type = type.BaseType)
        {
            names.UnionWith(type.GetMembers().Select(member => member.Name));
        }

        return names;
    }

    public static bool Contains(string name) => Names.Contains(name) || Methods.ContainsKey(name);

    /// <summary>Whether a method of the user's would be a second one with the signature of a generated one.</summary>
    public static bool Collides(IMethodSymbol method) =>
        Methods.TryGetValue(method.Name, out string[]? signatures)
        && method.Arity == 0
        && signatures.Contains(string.Join(" ", method.Parameters.Select(parameter => parameter.Type.Name)));
}
