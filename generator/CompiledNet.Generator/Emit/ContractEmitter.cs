using CompiledNet.Generator.Layers;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>Writes the construction from a file, and the explicit implementation of INetwork, for code that works with any network.</summary>
internal sealed class ContractEmitter
{
    private const int LongestLine = 100;

    private readonly CodeWriter _w;
    private readonly Vocabulary _v;
    private readonly NetworkPlan _plan;
    private readonly string _contract;

    public ContractEmitter(CodeWriter writer, Vocabulary vocabulary, NetworkPlan plan)
    {
        _w = writer;
        _v = vocabulary;
        _plan = plan;
        _contract = $"{vocabulary.Type("INetwork")}<{vocabulary.T}>";
    }

    /// <summary>The interface of a generated class.</summary>
    public static string ContractOf(Vocabulary v) => $"{v.Type("IGeneratedNetwork")}<{v.T}>";

    /// <summary>The interface of a class of sequences of any length, beside that.</summary>
    public static string SequenceContractOf(Vocabulary v) => $"{v.Type("ISequenceNetwork")}<{v.T}>";

    public void Emit()
    {
        if (_plan.Type.HasFromFile)
        {
            EmitFromFile();
        }

        _w.Line("/// <summary>Every tensor in order of declaration, by PyTorch's names: its shape, and where its elements lie in Parameters and Gradients.</summary>");
        _w.Line(_v.GeneratedCode);
        _w.Line($"public static {TensorList} Tensors => Description.Network.Tensors;");
        _w.Line();
        EmitDescription();
        _w.Line();
        _w.Line(_v.GeneratedCode);
        _w.Line($"{_v.Type("NetworkDescription")} {ContractOf(_v)}.Description => Description.Network;");
        _w.Line();
        EmitMethods();
    }

    private string TensorList => $"{_v.Type("IReadOnlyList")}<{_v.Type("TensorInfo")}>";

    private string AnyWorkspace => $"{_v.OfLibrary("Workspace")}<{_v.T}>";

    private string LayerList => $"{_v.Type("IReadOnlyList")}<{_v.Type("LayerInfo")}>";

    // The rest is inherited.
    private void EmitMethods()
    {
        if (IsOfTopLevelStatements)
        {
            foreach (string size in (string[])["InputSize", "OutputSize", "ParameterCount"])
            {
                Property("int", size);
            }

            Property(TensorList, "Tensors");
        }

        _w.Line(_v.GeneratedCode);
        _w.Line(
            $"{AnyWorkspace} {_contract}.CreateWorkspace(int batchSize, bool inputGradient) => new Workspace(batchSize, {(_plan.IsOpen ? "1, " : "")}inputGradient);");
        if (_plan.IsOpen)
        {
            string sequence = SequenceContractOf(_v);
            _w.Line();
            _w.Line(_v.GeneratedCode);
            _w.Line(
                $"{AnyWorkspace} {sequence}.CreateWorkspace(int batchSize, int steps, bool inputGradient) => new Workspace(batchSize, steps, inputGradient);");
            _w.Line();
            _w.Line(_v.GeneratedCode);
            _w.Line($"{_v.Type("SequenceStream")}<{_v.T}> {sequence}.CreateStream() => CreateStream();");
        }

        EmitForAnyWorkspace();
    }

    // A training calls the network through these: they are on the way of a step.
    private void EmitForAnyWorkspace()
    {
        string classes = $"{_v.Type("ReadOnlySpan")}<int> classes";
        CallOfOwn("void", "Forward", $"{_v.ReadOnlySpan} input", "input");
        if (_plan.Output != OutputStep.NoLoss)
        {
            CallOfOwn(_v.T, "EvaluateLoss", $"{_v.ReadOnlySpan} target", "target");
            CallOfOwn(_v.T, "Backward", $"{_v.ReadOnlySpan} target", "target", accumulates: true);
        }

        if (_plan.Loss == Loss.CategoricalCrossEntropy)
        {
            CallOfOwn(_v.T, "EvaluateLossClasses", classes, "classes");
            CallOfOwn(_v.T, "BackwardClasses", classes, "classes", accumulates: true);
        }

        CallOfOwn("void", "BackwardFrom", $"{_v.ReadOnlySpan} outputGradient", "outputGradient", accumulates: true);
    }

    private void CallOfOwn(string type, string name, string parameter, string argument, bool accumulates = false)
    {
        string more = accumulates ? ", bool accumulate" : "";
        _w.Line();
        _w.Line(_v.GeneratedStep);
        _w.Line($"{type} {_contract}.{name}({parameter}, {AnyWorkspace} workspace{more}) =>");
        using (_w.Indent())
        {
            _w.Line($"{name}({argument}, {_v.Type("NetworkArguments")}.CastWorkspace<Workspace>(workspace){(accumulates ? ", accumulate" : "")});");
        }
    }

    // There the compiler throws where an inherited member has the name of a static one.
    private bool IsOfTopLevelStatements =>
        _plan.Type.Name == "Program" && _plan.Type.Namespace.Length == 0 && _plan.Type.ContainingTypes.Count == 0;

    private void Property(string type, string name)
    {
        _w.Line(_v.GeneratedCode);
        _w.Line($"{type} {_contract}.{name} => {name};");
        _w.Line();
    }

    private void EmitFromFile()
    {
        string type = _plan.Type.Name;
        string load = $"{_v.OfLibrary("NetworkFiles")}.Load{{T}}({_v.OfLibrary("INetwork")}{{T}}, string, {_v.OfLibrary("NetworkLoadOptions")})";
        _w.Line("/// <summary>A network with the weights and biases of a safetensors file, which Save or another program wrote.</summary>");
        _w.Line($"/// <inheritdoc cref=\"{load}\"/>");
        _w.Line(_v.GeneratedCode);
        using (_w.Block($"public static {type} FromFile(string path, {_v.Type("NetworkLoadOptions")}? options = null)"))
        {
            // 0L: a constructor of the user's may take an int.
            _w.Line($"{type} network = new {type}(0L);");
            _w.Line($"{_v.Type("NetworkFiles")}.Load<{_v.T}>(network, path, options);");
            _w.Line("return network;");
        }

        _w.Line();
    }

    // What ExportFrozen writes down.
    private void EmitDeclaration()
    {
        IEnumerable<string> types = _plan.Type.ContainingTypes.Append($"partial class {_plan.Type.Name}{_plan.Type.TypeParameters}");
        string headers = string.Join(", ", types.Select(type => $"\"{type}\""));
        List<string> lines = Lines(_plan.DeclarationText);
        _w.Line($"new {_v.Type("NetworkDeclaration")}(\"{_plan.Type.Namespace}\", new string[] {{ {headers} }},");
        using (_w.Indent())
        {
            for (int i = 0; i < lines.Count; i++)
            {
                _w.Line($"\"{lines[i]}\"" + (i < lines.Count - 1 ? " +" : $", Layout: {LayerNames.Text(LayoutVersion.Current)}),"));
            }
        }
    }

    // Cut behind semicolons, so that a network of many layers has no line without an end.
    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (int start = 0; start < text.Length;)
        {
            int semicolon = text.Length - start <= LongestLine ? -1 : text.IndexOf("; ", start + LongestLine, StringComparison.Ordinal);
            int end = semicolon < 0 ? text.Length : semicolon + 2;
            lines.Add(text.Substring(start, end - start));
            start = end;
        }

        return lines;
    }

    private void EmitDescription()
    {
        _w.Line(_v.GeneratedCode);
        using (_w.Block("private static class Description"))
        {
            string network = _v.Type("NetworkDescription");
            _w.Line($"internal static readonly {network} Network = new {network}(");
            using (_w.Indent())
            {
                _w.Line($"{_v.Type("Loss")}.{_plan.Loss},");
                EmitDeclaration();
                for (int i = 0; i < _plan.Layers.Count; i++)
                {
                    EmitLayer(_plan.Layers[i], i == _plan.Layers.Count - 1 ? ");" : ",");
                }
            }

            _w.Line();
            _w.Line($"internal static {LayerList} Layers => Network.Layers;");
        }
    }

    private void EmitLayer(LayerPlan layer, string end)
    {
        string info = $"new {_v.Type("LayerInfo")}(\"{layer.Name}\", \"{LayerKind.Of(layer).Name}\", inputSize: {layer.Input.Value.Shape.Size}, "
            + $"outputSize: {layer.Output.Shape.Size}, {_v.Type("Activation")}.{layer.Activation}{FromOf(layer)}";
        _w.Line(info + (layer.Tensors.Count == 0 ? ")" + end : ","));
        EmitTensors(layer, end);
    }

    // The values that a layer takes by name, where it does not take the one before alone.
    private string FromOf(LayerPlan layer)
    {
        EquatableArray<InputPlan> inputs = layer.Position.Inputs;
        if (inputs.Count == 1 && inputs[0].Value.Index == layer.Index - 1)
        {
            return "";
        }

        IEnumerable<string> names = inputs.Select(input =>
            input.Value.IsNetworkInput ? $"\"{GeneratedNames.Input}\"" : $"\"{_plan.Layers[input.Value.Index - 1].Name}\"");
        return $", new string[] {{ {string.Join(", ", names)} }}";
    }

    private void EmitTensors(LayerPlan layer, string endOfLayer)
    {
        using (_w.Indent())
        {
            for (int i = 0; i < layer.Tensors.Count; i++)
            {
                TensorPlan tensor = layer.Tensors[i];
                string end = i == layer.Tensors.Count - 1 ? ")" + endOfLayer : ",";
                string start = $"(\"{layer.Name}.{tensor.Name}\", {_v.Type("TensorRole")}.{tensor.Role}, {tensor.Offset}, ";
                string info = _v.Type("TensorInfo");
                _w.Line(tensor.Shape.Count > 2
                    ? $"new {info}{start}new int[] {{ {string.Join(", ", tensor.Shape)} }}, new int[] {{ {string.Join(", ", tensor.Strides)} }}){end}"
                    : tensor.Shape.Count == 1
                    ? $"{info}.Vector{start}{tensor.Rows}){end}"
                    : $"{info}.Matrix{start}{tensor.Rows}, {tensor.Columns}, {tensor.RowStride}, {tensor.ColumnStride}){end}");
            }
        }
    }
}
