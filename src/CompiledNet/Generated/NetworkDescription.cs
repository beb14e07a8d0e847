using System.ComponentModel;

namespace CompiledNet.Generated;

/// <summary>What is known of a network when the program is compiled. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NetworkDescription
{
    /// <summary>Describes a network.</summary>
    /// <param name="loss">The declared loss.</param>
    /// <param name="declaration">How the class is declared.</param>
    /// <param name="layers">The layers, first to last.</param>
    public NetworkDescription(Loss loss, NetworkDeclaration declaration, params LayerInfo[] layers)
    {
        Loss = loss;
        Declaration = declaration;
        Layers = Array.AsReadOnly(layers);
        Tensors = LayerInfo.TensorsOf(Layers);
    }

    /// <summary>The declared loss.</summary>
    public Loss Loss { get; }

    /// <summary>How the class is declared.</summary>
    public NetworkDeclaration Declaration { get; }

    /// <summary>The layers, first to last.</summary>
    public IReadOnlyList<LayerInfo> Layers { get; }

    /// <summary>The tensors of all layers.</summary>
    public IReadOnlyList<TensorInfo> Tensors { get; }
}
