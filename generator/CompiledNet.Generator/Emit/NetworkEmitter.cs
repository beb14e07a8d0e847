using CompiledNet.Generator.Layers;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>Writes a network's file: the user's class, completed. Decides nothing; the order here is the order a reader meets.</summary>
internal sealed class NetworkEmitter
{
    public const string ToolName = "CompiledNet.Generator";

    public static readonly string ToolVersion = typeof(NetworkEmitter).Assembly.GetName().Version.ToString(3);

    private readonly CodeWriter _w = new();
    private readonly Vocabulary _v;
    private readonly NetworkPlan _plan;

    private NetworkEmitter(NetworkPlan plan)
    {
        _plan = plan;
        _v = new Vocabulary(plan.Precision, plan.Type, plan.HasKernels);
    }

    public static string Emit(NetworkPlan plan)
    {
        var emitter = new NetworkEmitter(plan);
        emitter.EmitFile();
        return emitter._w.ToString();
    }

    /// <summary>The TensorLayout of a matrix or a vector.</summary>
    public static string Layout(Vocabulary v, TensorPlan tensor) =>
        $"new {v.Type("TensorLayout")}({tensor.Offset}, {tensor.Rows}, {tensor.Columns}, {tensor.RowStride}, {tensor.ColumnStride})";

    private void EmitFile() => FileFrame.Emit(_w, _plan.Type, Vocabulary.CommonNamespaces, EmitClass);

    private void EmitClass()
    {
        // Not a summary: that is the user's, on the declaration with the attributes.
        _w.Line("/// <remarks>");
        _w.Line("/// <code>");
        foreach (string line in SummaryText.Lines(_plan, _v))
        {
            _w.Line(("/// " + line.Replace("&", "&amp;").Replace("<", "&lt;")).TrimEnd());
        }

        _w.Line("/// </code>");
        _w.Line("/// </remarks>");
        using (_w.Block($"partial class {_plan.Type.Name}{_plan.Type.TypeParameters} : {Contract}"))
        {
            EmitConstants();
            EmitParameters();
            new ForwardEmitter(_w, _v, _plan).EmitMethod();
            new ForwardEmitter(_w, _v, _plan).EmitPropagation();
            new BackwardEmitter(_w, _v, _plan).EmitMethods();
            new BackwardEmitter(_w, _v, _plan).EmitPropagation();
            new InferenceEmitter(_w, _v, _plan).EmitMethods();
            new InferenceEmitter(_w, _v, _plan).EmitType();
            _w.Line();
            new WorkspaceEmitter(_w, _v, _plan).Emit();
            _w.Line();
            new ContractEmitter(_w, _v, _plan).Emit();
        }
    }

    private string Contract => $"{_v.Type("INetwork")}<{_v.T}>";

    private void EmitConstants()
    {
        _w.Line("/// <summary>Numbers in x, the input of one sample.</summary>");
        _w.Line(_v.GeneratedField);
        _w.Line($"public const int InputSize = {_plan.Inputs};");
        _w.Line();
        _w.Line("/// <summary>Numbers in ŷ, the output of one sample.</summary>");
        _w.Line(_v.GeneratedField);
        _w.Line($"public const int OutputSize = {_plan.OutputSize};");
        _w.Line();
        _w.Line("/// <summary>Weights and biases, padding not counted.</summary>");
        _w.Line(_v.GeneratedField);
        _w.Line($"public const int ParameterCount = {_plan.ParameterCount};");
        _w.Line();
        _w.Line("/// <summary>The layers as a table, to be printed: shape, parameters and their bytes, multiply-adds for one sample; memory of a workspace.</summary>");
        _w.Line(_v.GeneratedField);
        _w.Line("public const string Summary =");
        using (_w.Indent())
        {
            _w.Line("\"\"\"");
            foreach (string line in SummaryText.Lines(_plan, _v))
            {
                _w.Line(line);
            }

            _w.Line("\"\"\";");
        }

        _w.Line();
    }

    private void EmitParameters()
    {
        string reason = _plan.HasKernels ? "for registers hold units" : "with the padding of a network that has vector kernels, so that parameters fit both";
        _w.Line($"// The parameters lie in one buffer of {_plan.ParameterLength} numbers, each matrix column after column, {reason}:");
        foreach (LayerPlan layer in _plan.Layers)
        {
            _w.Lines([.. LayerKind.Of(layer).View(_v, layer).Places.Select(place => "//   " + place)]);
        }

        string buffer = $"{_v.Type("AlignedBuffer")}<{_v.T}>";
        _w.Line(_v.GeneratedField);
        _w.Line($"private readonly {buffer} _parameterBuffer = new {buffer}({_plan.ParameterLength});");
        _w.Line();
        _w.Line("/// <summary>A network with weights and biases drawn by each layer's initializers.</summary>");
        _w.Line("/// <param name=\"seed\">The same seed gives the same bits on every machine.</param>");
        _w.Line(_v.GeneratedCode);
        _w.Line("#pragma warning disable CS8618 // A field or property of your own is for your constructor to set, which calls this one first.");
        using (_w.Block($"public {_plan.Type.Name}(long seed = 0)"))
        {
            _w.Line("#pragma warning restore CS8618");
            foreach (LayerPlan layer in _plan.Layers)
            {
                LayerKind.Of(layer).EmitInitialization(_w, _v, layer);
            }

            if (_plan.Tensors.Any(tensor => tensor.Role == Model.TensorRole.Statistic))
            {
                _w.Line($"{_v.Type("NetworkStatistics")}.Track(_parameterBuffer, Tensors);");
            }

            if (_plan.Scratch.Length > 0)
            {
                _w.Line("// Scratch memory that inference needs is allocated here, and not in the first Forward.");
                _w.Line($"{_v.Type("Scratch")}.Prepare<Inference, {_v.T}>();");
            }
        }

        _w.Line();
        _w.Line($"/// <summary>Every weight and bias in one buffer of {_plan.ParameterLength} numbers, padding included (any finite value in it is harmless).</summary>");
        _w.Line(_v.GeneratedCode);
        if (_plan.HasKernels)
        {
            using (_w.Block($"public {_v.Span} Parameters"))
            {
                _v.CompileAtOnce(_w);
                _w.Line("get => _parameterBuffer.Span;");
            }
        }
        else
        {
            _w.Line($"public {_v.Span} Parameters => _parameterBuffer.Span;");
        }

        _w.Line();

        EmitViews();
    }

    private void EmitViews()
    {
        (LayerPlan Layer, ViewText View)[] views = [.. _plan.Layers.Select(layer => (layer, LayerKind.Of(layer).View(_v, layer))).Where(pair => pair.Item2.Type is not null)];
        if (views.Length > 0)
        {
            _w.Line("// TensorLayout(first, rows, columns, row to row, column to column): where a tensor of a layer lies, as the comment above says.");
        }

        foreach ((LayerPlan layer, ViewText text) in views)
        {
            string view = $"{_v.Type(text.Type!)}<{_v.T}>";
            _w.Line($"/// <summary>{text.Documentation}, in place.</summary>");
            _w.Line(_v.GeneratedCode);
            _w.Line($"public {view} {Identifier.Escape(layer.Name)} => new {view}(Parameters, {text.Layouts});");
            _w.Line();
        }
    }
}
