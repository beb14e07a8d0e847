using CompiledNet.Generator.Layers;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>Writes a network's file of members: what a user calls and nobody reads, and the inference and the workspace, which repeat the steps of the main file.</summary>
internal sealed class MembersFileEmitter
{
    private readonly CodeWriter _w = new();
    private readonly Vocabulary _v;
    private readonly NetworkPlan _plan;

    private MembersFileEmitter(NetworkPlan plan)
    {
        _plan = plan;
        _v = new Vocabulary(plan.Precision, plan.Type, plan.HasKernels);
    }

    public static string Emit(NetworkPlan plan)
    {
        var emitter = new MembersFileEmitter(plan);
        return FileFrame.Emit(emitter._w, emitter._v, plan.Type, hasReferences: true, emitter.EmitClass);
    }

    private void EmitClass()
    {
        using (_w.Block($"partial class {_plan.Type.Name}{_plan.Type.TypeParameters}"))
        {
            EmitConstants();
            EmitParameters();
            new BackwardEmitter(_w, _v, _plan).EmitMembers();
            new WatchEmitter(_w, _v).EmitForward();
            _w.Line();
            new InferenceEmitter(_w, _v, _plan).EmitMethods();
            new InferenceEmitter(_w, _v, _plan).EmitType();
            _w.Line();
            new WorkspaceEmitter(_w, _v, _plan).Emit();
            if (_plan.IsOpen)
            {
                new StreamEmitter(_w, _v, _plan).Emit();
            }

            _w.Line();
            new ContractEmitter(_w, _v, _plan).Emit();
        }
    }

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

            if (_plan.Scratch.Length > 0 || _plan.IsOpen)
            {
                _w.Line("// Scratch memory that inference needs is allocated here, and not in the first Forward.");
                _w.Line($"{_v.Type(_plan.IsOpen ? "SequenceRunner" : "Scratch")}.Prepare<Inference, {_v.T}>();");
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
    }
}
