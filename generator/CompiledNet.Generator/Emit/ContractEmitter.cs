using CompiledNet.Generator.Layers;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
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
    private readonly string _anyWorkspace;
    private readonly string _classes;

    public ContractEmitter(CodeWriter writer, Vocabulary vocabulary, NetworkPlan plan)
    {
        _w = writer;
        _v = vocabulary;
        _plan = plan;
        _contract = $"{_v.Type("INetwork")}<{_v.T}>";
        _anyWorkspace = $"{_v.OfLibrary("Workspace")}<{_v.T}> workspace";
        _classes = $"{_v.Type("ReadOnlySpan")}<int> classes";
    }

    public void Emit()
    {
        if (_plan.Type.HasFromFile)
        {
            EmitFromFile();
        }

        _w.Line("/// <summary>Every tensor of the network, in order of declaration, by PyTorch's names: its shape, and where its elements lie in Parameters and Gradients.</summary>");
        _w.Line(_v.GeneratedCode);
        _w.Line($"public static {TensorList} Tensors => Description.Tensors;");
        _w.Line();
        EmitDescription();
        _w.Line();
        Property("int", "InputSize", "InputSize");
        Property("int", "OutputSize", "OutputSize");
        Property("int", "ParameterCount", "ParameterCount");
        Property(_v.Type("Loss"), "Loss", $"{_v.Type("Loss")}.{_plan.Loss}");
        Property(LayerList, "Layers", "Description.Layers");
        Property(TensorList, "Tensors", "Description.Tensors");
        EmitDeclaration();
        Method($"{_v.OfLibrary("Workspace")}<{_v.T}>", "CreateWorkspace(int batchSize, bool inputGradient)", "new Workspace(batchSize, inputGradient)");
        CallOfOwn("void", $"Forward({_v.ReadOnlySpan} input, {_anyWorkspace})", $"Forward(input, {Own})");

        const string NoLoss = "This network declares no loss: add Loss = Loss.… to its [Network] attribute, or call BackwardFrom.";
        const string NoClasses =
            "Class indices are targets of categorical cross-entropy: declare Loss = Loss.CategoricalCrossEntropy, or pass numbers as targets.";
        bool hasLoss = _plan.Output != OutputStep.NoLoss;
        bool hasClasses = _plan.Loss == Loss.CategoricalCrossEntropy;
        LossMethod(hasLoss, NoLoss, $"EvaluateLoss({_v.ReadOnlySpan} target, {_anyWorkspace})", $"EvaluateLoss(target, {Own})");
        LossMethod(hasClasses, NoClasses, $"EvaluateLossClasses({_classes}, {_anyWorkspace})", $"EvaluateLossClasses(classes, {Own})");
        LossMethod(hasLoss, NoLoss, $"Backward({_v.ReadOnlySpan} target, {_anyWorkspace}, bool accumulate)", $"Backward(target, {Own}, accumulate)");
        LossMethod(hasClasses, NoClasses, $"BackwardClasses({_classes}, {_anyWorkspace}, bool accumulate)", $"BackwardClasses(classes, {Own}, accumulate)");
        _w.Line(_v.GeneratedCode);
        _v.CompileAtOnce(_w);
        _w.Line($"void {_contract}.BackwardFrom({_v.ReadOnlySpan} outputGradient, {_anyWorkspace}, bool accumulate) =>");
        using (_w.Indent())
        {
            _w.Line($"BackwardFrom(outputGradient, {Own}, accumulate);");
        }
    }

    private string Own => $"{_v.Type("NetworkArguments")}.CastWorkspace<Workspace>(workspace)";

    private string TensorList => $"{_v.Type("IReadOnlyList")}<{_v.Type("TensorInfo")}>";

    private string LayerList => $"{_v.Type("IReadOnlyList")}<{_v.Type("LayerInfo")}>";

    private void EmitFromFile()
    {
        string type = _plan.Type.Name;
        _w.Line("/// <summary>A network with the weights and biases of a file in the safetensors format, which Save or another program wrote.</summary>");
        _w.Line("/// <param name=\"path\">The file.</param>");
        _w.Line("/// <param name=\"options\">What the file may differ in; nothing if null.</param>");
        _w.Line("/// <returns>The network.</returns>");
        _w.Line($"/// <exception cref=\"{_v.OfLibrary("NetworkFileException")}\">The file is damaged or does not fit the network.</exception>");
        _w.Line("/// <exception cref=\"global::System.IO.IOException\">The file is not there, or cannot be read.</exception>");
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
        string declaration = _v.Type("NetworkDeclaration");
        _w.Line(_v.GeneratedCode);
        _w.Line($"{declaration}? {_contract}.Declaration => new {declaration}(");
        using (_w.Indent())
        {
            _w.Line($"\"{_plan.Type.Namespace}\",");
            _w.Line($"new string[] {{ {headers} }},");
            List<string> lines = Lines(_plan.DeclarationText);
            for (int i = 0; i < lines.Count; i++)
            {
                _w.Line($"\"{lines[i]}\"" + (i < lines.Count - 1 ? " +" : ","));
            }

            _w.Line($"Layout: {LayerNames.Text(ParameterLayout.Version)});");
        }

        _w.Line();
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
            _w.Line($"internal static readonly {LayerList} Layers = {_v.Type("Array")}.AsReadOnly(new {_v.Type("LayerInfo")}[]");
            _w.Line("{");
            using (_w.Indent())
            {
                foreach (LayerPlan layer in _plan.Layers)
                {
                    string from = FromOf(layer);
                    string info = $"new {_v.Type("LayerInfo")}(\"{layer.Name}\", \"{LayerKind.Of(layer).Name}\", inputSize: {layer.InputSize}, "
                        + $"outputSize: {layer.OutputSize}, {_v.Type("Activation")}.{layer.Activation}{from}";
                    _w.Line(info + (layer.Tensors.Count == 0 ? ")," : ","));
                    EmitTensors(layer);
                }
            }

            _w.Line("});");
            _w.Line();
            _w.Line($"internal static readonly {TensorList} Tensors = {_v.Type("LayerInfo")}.TensorsOf(Layers);");
        }
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
            input.Value.IsNetworkInput ? $"\"{LayerListParser.InputName}\"" : $"\"{_plan.Layers[input.Value.Index - 1].Name}\"");
        return $", new string[] {{ {string.Join(", ", names)} }}";
    }

    private void EmitTensors(LayerPlan layer)
    {
        using (_w.Indent())
        {
            for (int i = 0; i < layer.Tensors.Count; i++)
            {
                TensorPlan tensor = layer.Tensors[i];
                string end = i == layer.Tensors.Count - 1 ? ")," : ",";
                string start = $"(\"{layer.Name}.{tensor.Name}\", {_v.Type("TensorRole")}.{tensor.Role}, {tensor.Offset}, ";
                _w.Line(tensor.Shape.Count == 1
                    ? $"{_v.Type("TensorInfo")}.Vector{start}{tensor.Rows}){end}"
                    : $"{_v.Type("TensorInfo")}.Matrix{start}{tensor.Rows}, {tensor.Columns}, {tensor.RowStride}, {tensor.ColumnStride}){end}");
            }
        }
    }

    private void LossMethod(bool exists, string reason, string signature, string call)
    {
        if (exists)
        {
            CallOfOwn(_v.T, signature, call);
        }
        else
        {
            Method(_v.T, signature, $"throw new {_v.Type("InvalidOperationException")}(\"{reason}\")");
        }
    }

    private void Property(string type, string name, string value)
    {
        _w.Line(_v.GeneratedCode);
        _w.Line($"{type} {_contract}.{name} => {value};");
        _w.Line();
    }

    // A training calls the network through these: they lie on the way of a step.
    private void CallOfOwn(string type, string signature, string call)
    {
        _w.Line(_v.GeneratedCode);
        _v.CompileAtOnce(_w);
        EmitBody(type, signature, call);
    }

    private void Method(string type, string signature, string body)
    {
        _w.Line(_v.GeneratedCode);
        EmitBody(type, signature, body);
    }

    private void EmitBody(string type, string signature, string body)
    {
        _w.Line($"{type} {_contract}.{signature} =>");
        using (_w.Indent())
        {
            _w.Line(body + ";");
        }

        _w.Line();
    }
}
