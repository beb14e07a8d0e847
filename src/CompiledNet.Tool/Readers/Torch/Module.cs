using System.Text.RegularExpressions;
using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Torch;

/// <summary>The tensors of one module, or of one layer of a stacked recurrent module.</summary>
internal sealed partial class Module
{
    private readonly Dictionary<string, (int[] Shape, double[] Values)> _tensors = new(StringComparer.Ordinal);

    private Module(string name) => Name = name;

    /// <summary>Its name: <c>lstm2_l1</c> for the second layer of <c>lstm2</c>.</summary>
    public string Name { get; }

    /// <summary>The attribute for it.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>Channels that it takes.</summary>
    public int Inputs { get; private set; }

    /// <summary>The end of a name, without the number of a layer.</summary>
    public static string Suffix(string name) => LayerNumber().Replace(name[(name.LastIndexOf('.') + 1)..], "");

    /// <summary>The modules in the order of a file.</summary>
    /// <exception cref="ImportException">A tensor is of no known module.</exception>
    public static IReadOnlyList<Module> All(IEnumerable<(string Name, (int[] Shape, double[] Values) Tensor)> tensors)
    {
        var modules = new List<Module>();
        foreach ((string name, (int[] Shape, double[] Values) tensor) in tensors)
        {
            if (name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
            {
                continue;
            }

            string prefix = name.Contains('.', StringComparison.Ordinal) ? name[..name.LastIndexOf('.')] : "";
            Match number = LayerNumber().Match(name);
            string key = number.Success && number.Value != "_l0" ? prefix + number.Value : prefix;
            Module? module = modules.Find(known => known.Name == key);
            if (module is null)
            {
                module = new Module(key);
                modules.Add(module);
            }

            if (!module._tensors.TryAdd(Suffix(name), tensor))
            {
                throw new ImportException($"Tensor '{name}' is there twice.");
            }
        }

        modules.ForEach(module => module.Recognize());
        return modules;
    }

    /// <summary>The layer.</summary>
    public LayerNode Read(LayerNode input)
    {
        if (Kind is "GRU" or "LSTM")
        {
            int units = _tensors["weight_hh"].Shape[1];
            return GraphBuilder.Recurrent(Kind, input, units, (_tensors["weight_ih"].Values, _tensors["weight_hh"].Values, Find("bias_ih"), Find("bias_hh")));
        }

        (int[] shape, double[] weight) = _tensors["weight"];
        return Kind switch
        {
            "Dense" => GraphBuilder.Dense(input, shape[0], weight, Find("bias")),
            "Conv1D" => GraphBuilder.Convolution(input, shape[0], [new Window(shape[2]).Causal()], 1, weight, Find("bias")),
            "BatchNorm" => GraphBuilder.BatchNorm(input, weight, Find("bias") ?? [], Find("running_mean") ?? [], Find("running_var") ?? [], 1e-5),
            _ => GraphBuilder.PReLU(input, weight),
        };
    }

    private double[]? Find(string name) => _tensors.TryGetValue(name, out (int[] Shape, double[] Values) tensor) ? tensor.Values : null;

    private void Recognize()
    {
        if (_tensors.TryGetValue("weight_ih", out (int[] Shape, double[] Values) inputs) && _tensors.TryGetValue("weight_hh", out (int[] Shape, double[] Values) state)
            && inputs.Shape.Length == 2 && state.Shape.Length == 2)
        {
            int gates = state.Shape[0] / state.Shape[1];
            Kind = gates switch
            {
                3 => "GRU",
                4 => "LSTM",
                _ => throw new ImportException($"'{Name}' has {gates} gates; 3 (GRU) or 4 (LSTM) were expected. A plain RNN has no layer: use nn.GRU or nn.LSTM."),
            };
            Inputs = inputs.Shape[1];
            return;
        }

        if (!_tensors.TryGetValue("weight", out (int[] Shape, double[] Values) weight))
        {
            throw new ImportException($"'{Name}' has the tensors {string.Join(", ", _tensors.Keys)}; weight, or weight_ih and weight_hh, were expected. Bidirectional layers have no equivalent.");
        }

        (Kind, Inputs) = weight.Shape.Length switch
        {
            1 when _tensors.ContainsKey("running_mean") => ("BatchNorm", weight.Shape[0]),
            1 when !_tensors.ContainsKey("bias") => ("PReLU", weight.Shape[0]),
            2 => ("Dense", weight.Shape[1]),
            3 => ("Conv1D", weight.Shape[1]),
            _ => throw new ImportException(
                $"'{Name}.weight' has {weight.Shape.Length} dimensions, which says too little of its layer. Export the network as ONNX, or declare it and fill it with --like."),
        };
    }

    [GeneratedRegex(@"_l\d+$")]
    private static partial Regex LayerNumber();
}
