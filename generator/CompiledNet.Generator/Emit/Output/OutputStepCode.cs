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
        Outputs = plan.OutputSize;
    }

    /// <summary>The batch that the loss reads: Z unless the loss is computed from ŷ.</summary>
    public virtual string LossInput => Names.BatchZ;

    /// <summary>The batches that δ is computed from, in the order of their parameters.</summary>
    public virtual IReadOnlyList<string> DeltaInputs => [Names.BatchA];

    /// <summary>A sentence on why the loss is computed as it is; empty where it is the formula itself.</summary>
    public abstract string LossReason { get; }

    /// <summary>δ of the output layer after the 1/m, with the reason.</summary>
    public abstract string DeltaEquation { get; }

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

    /// <summary>Adds the loss of sample s, whose target is a class, to sum. Only where the loss is categorical.</summary>
    public virtual void EmitLossOfClass() => throw new NotSupportedException();

    /// <summary>Writes δ of all samples, whose targets are classes. Only where the loss is categorical.</summary>
    public virtual void EmitDeltaOfClasses() => throw new NotSupportedException();

    protected void Slice(string type, string sample, string batch) =>
        W.Line($"{type} {sample} = {batch}.Slice(s * {Outputs}, {Outputs});");

    protected CodeWriter.BlockEnd EachSample() => W.Block("for (int s = 0; s < samples; s++)");

    protected CodeWriter.BlockEnd EachOutput() => W.Block($"for (int j = 0; j < {Outputs}; j++)");

    protected CodeWriter.BlockEnd EachNumber() => W.Block("for (int k = 0; k < Y.Length; k++)");

    /// <summary>Clears all δ but that of each sample's class, which becomes the expression of k.</summary>
    protected void EmitDeltaOfClassAlone(string expression)
    {
        W.Line($"{Names.BatchDelta}.Slice(0, samples * {Outputs}).Clear();");
        using (EachSample())
        {
            W.Line($"int k = s * {Outputs} + classes[s];");
            W.Line($"{Names.BatchDelta}[k] = {expression} * scale;");
        }
    }
}
