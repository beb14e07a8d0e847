using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Output;

/// <summary>
/// How one pairing of loss and output activation computes the loss and δ of the output layer. Inside the bodies stand the locals Y
/// (targets) or classes, samples, sum (of the loss) and scale (1/m and what all outputs share).
/// </summary>
internal abstract class OutputStepCode
{
    protected OutputStepCode(CodeWriter writer, Vocabulary vocabulary, NetworkPlan plan)
    {
        W = writer;
        V = vocabulary;
        Names = new LayerNames(plan.OutputLayer);
        Plan = plan;
        Outputs = plan.OutputLayer.OutputSize;
    }

    /// <summary>The batches that the loss reads, in the order of their parameters: Z unless the loss is computed from ŷ.</summary>
    public virtual IReadOnlyList<string> LossInputs => [Names.BatchZ];

    /// <summary>The batches that δ is computed from, in the order of their parameters.</summary>
    public virtual IReadOnlyList<string> DeltaInputs => [Names.BatchA];

    /// <summary>A sentence on why the loss is computed as it is; empty where it is the formula itself.</summary>
    public abstract string LossReason { get; }

    /// <summary>δ of the output layer after the 1/m.</summary>
    public abstract string DeltaEquation { get; }

    /// <summary>A sentence on why δ is what it is, where loss and activation are fused; else empty.</summary>
    public virtual string DeltaReason => "";

    protected CodeWriter W { get; }

    protected Vocabulary V { get; }

    protected NetworkPlan Plan { get; }

    protected LayerNames Names { get; }

    protected int Outputs { get; }

    public static OutputStepCode Of(CodeWriter writer, Vocabulary vocabulary, NetworkPlan plan) => plan.Output switch
    {
        OutputStep.Chained => new ChainedOutput(writer, vocabulary, plan),
        OutputStep.SigmoidBinaryCrossEntropy => new SigmoidBinaryOutput(writer, vocabulary, plan),
        OutputStep.SoftmaxCategoricalCrossEntropy => new SoftmaxCategoricalOutput(writer, vocabulary, plan),
        OutputStep.SigmoidCategoricalCrossEntropy => new SigmoidCategoricalOutput(writer, vocabulary, plan),
        OutputStep.SoftmaxBinaryCrossEntropy => new SoftmaxBinaryOutput(writer, vocabulary, plan),
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan.Output, null),
    };

    /// <summary>Adds the loss of all samples to sum.</summary>
    public abstract void EmitLoss();

    /// <summary>Writes δ of all samples.</summary>
    public abstract void EmitDelta();

    /// <summary>Adds the loss of all samples, whose targets are classes, to sum. Only where the loss is categorical.</summary>
    public virtual void EmitLossOfClass() => throw new NotSupportedException();

    /// <summary>Writes δ of all samples, whose targets are classes. Only where the loss is categorical.</summary>
    public virtual void EmitDeltaOfClasses() => throw new NotSupportedException();

    /// <summary>Opens a loop over the samples, with the rows of the named batches as locals of their sample's names.</summary>
    protected CodeWriter.BlockEnd EachSample(params string[] rows)
    {
        CodeWriter.BlockEnd block = W.Block("for (int s = 0; s < samples; s++)");
        foreach (string row in rows)
        {
            EmitRow(W, V, Plan.OutputLayer, row);
        }

        if (rows.Length > 0)
        {
            W.Line();
        }

        return block;
    }

    protected CodeWriter.BlockEnd EachOutput() => W.Block($"for (int j = 0; j < {Outputs}; j++)");

    /// <summary>Writes the local that is one sample's row of y, z, a or δ of the output layer.</summary>
    public static void EmitRow(CodeWriter w, Vocabulary v, LayerPlan layer, string row)
    {
        var n = new LayerNames(layer);
        (string type, string batch, int stride) = row == "y" ? (v.ReadOnlySpan, "Y", layer.OutputSize)
            : row == n.Z ? (v.ReadOnlySpan, n.BatchZ, layer.Stride)
            : row == n.A ? (v.ReadOnlySpan, n.BatchA, layer.ActivationStride)
            : (v.Span, n.BatchDelta, layer.Stride);
        w.Line($"{type} {row} = {batch}.Slice(s * {stride}, {layer.OutputSize});");
    }

    /// <summary>Writes δ of all samples where it is 0 but for each sample's class; the expression is in terms of c, the class.</summary>
    protected void EmitDeltaOfClassAlone(string input, string expression)
    {
        using (EachSample(input, Names.Delta))
        {
            W.Line("int c = classes[s];");
            W.Line($"{Names.Delta}.Clear();");
            W.Line($"{Names.Delta}[c] = {expression} * scale;");
        }
    }
}
