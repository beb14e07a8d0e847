using System.ComponentModel;

namespace CompiledNet.Generated;

/// <summary>What is known of a network when the program is compiled. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NetworkDescription
{
    private readonly LayerInfo[] _layers;

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
        _layers = layers;
    }

    /// <summary>Numbers in the input of one sample.</summary>
    public int InputSize => _layers[0].InputSize;

    /// <summary>Numbers in the output of one sample.</summary>
    public int OutputSize => _layers[^1].OutputSize;

    /// <summary>Parameters that are trained, padding not counted.</summary>
    public int ParameterCount
    {
        get
        {
            int count = 0;
            foreach (LayerInfo layer in _layers)
            {
                count += layer.ParameterCount;
            }

            return count;
        }
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
