using System.Globalization;
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
        return FileFrame.Emit(emitter._w, emitter._v, plan.Type, hasReferences: true, emitter.EmitClass);
    }

    /// <summary>The TensorLayout of a matrix or a vector.</summary>
    public static string Layout(Vocabulary v, TensorPlan tensor) =>
        $"new {v.Type("TensorLayout")}({tensor.Offset}, {tensor.Rows}, {tensor.Columns}, {tensor.RowStride}, {tensor.ColumnStride})";

    private void EmitClass()
    {
        // Not a summary: that is the user's, on the declaration with the attributes.
        string parameters = _plan.ParameterCount.ToString("N0", CultureInfo.InvariantCulture);
        string heading = SummaryText.Lines(_plan, _v)[0].Replace("&", "&amp;").Replace("<", "&lt;");
        _w.Line($"/// <remarks>{heading}; {parameters} parameters. Its constant <c>Summary</c> is a table of the layers.</remarks>");
        using (_w.Block($"partial class {_plan.Type.Name}{_plan.Type.TypeParameters} : {Contract}"))
        {
            EmitPlaces();
            EmitViews();
            new ForwardEmitter(_w, _v, _plan).EmitMethod();
            new ForwardEmitter(_w, _v, _plan).EmitPropagation();
            new BackwardEmitter(_w, _v, _plan).EmitMethods();
            new BackwardEmitter(_w, _v, _plan).EmitPropagation();
        }
    }

    private string Contract => ContractEmitter.ContractOf(_v) + (_plan.IsOpen ? ", " + ContractEmitter.SequenceContractOf(_v) : "");

    private void EmitPlaces()
    {
        string reason = _plan.HasKernels ? "because registers hold units" : "with the padding of a network that has vector kernels, so that parameters fit both";
        _w.Line($"// The parameters lie in one buffer of {_plan.ParameterLength} numbers, each matrix column after column, {reason}:");
        foreach (LayerPlan layer in _plan.Layers)
        {
            _w.Lines([.. LayerKind.Of(layer).View(_v, layer).Places.Select(place => "//   " + place)]);
        }
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
