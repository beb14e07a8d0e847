using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers;

/// <summary>A kind of layer with a model and a plan of its own. What most kinds do alike is done here.</summary>
/// <typeparam name="TModel">What is declared.</typeparam>
/// <typeparam name="TPlan">What is decided.</typeparam>
internal abstract class LayerKind<TModel, TPlan> : LayerKind
    where TModel : LayerModel
    where TPlan : LayerPlan
{
    public sealed override Shape? Infer(LayerModel model, IReadOnlyList<Shape> inputs, AttributeReader attribute, Findings findings) =>
        Infer((TModel)model, inputs, attribute, findings);

    public sealed override Activation Activation(LayerModel model) => Activation((TModel)model);

    public sealed override bool IsLinear(LayerModel model) => IsLinear((TModel)model);

    public sealed override IReadOnlyList<TensorModel> Tensors(LayerModel model) => Tensors((TModel)model);

    public sealed override long MultiplyAdds(LayerModel model) => MultiplyAdds((TModel)model);

    public sealed override bool DropsOutputs(LayerModel model) => DropsOutputs((TModel)model);

    public sealed override string Describe(LayerModel model) => Describe((TModel)model);

    public sealed override void Advise(LayerModel model, AttributeReader attribute, Findings findings) => Advise((TModel)model, attribute, findings);

    public sealed override long PaddedLength(LayerModel model, int elementSize) => PaddedLength((TModel)model, elementSize);

    public sealed override LayerPlan Plan(LayerModel model, LayerPosition position, ParameterLayout layout) => Plan((TModel)model, position, layout);

    public sealed override ViewText View(Vocabulary vocabulary, LayerPlan plan) => View(vocabulary, (TPlan)plan);

    public sealed override void EmitInitialization(CodeWriter writer, Vocabulary vocabulary, LayerPlan plan) =>
        EmitInitialization(writer, vocabulary, (TPlan)plan);

    public sealed override void EmitForward(CodeWriter writer, Vocabulary vocabulary, LayerPlan plan) => EmitForward(writer, vocabulary, (TPlan)plan);

    public sealed override void EmitInference(CodeWriter writer, Vocabulary vocabulary, LayerPlan plan) => EmitInference(writer, vocabulary, (TPlan)plan);

    public sealed override void EmitBackward(CodeWriter writer, Vocabulary vocabulary, LayerPlan plan) => EmitBackward(writer, vocabulary, (TPlan)plan);

    public sealed override string ForwardEquation(LayerPlan plan) => ForwardEquation((TPlan)plan);

    public sealed override string GradientEquation(LayerPlan plan) => GradientEquation((TPlan)plan);

    public sealed override string InputGradient(LayerPlan plan, int input) => InputGradient((TPlan)plan, input);

    public sealed override void EmitKernels(CodeWriter writer, Vocabulary vocabulary, LayerPlan plan) => EmitKernels(writer, vocabulary, (TPlan)plan);

    public sealed override void EmitSampleForward(
        CodeWriter writer, Vocabulary vocabulary, LayerPlan plan, Registers wide, SamplePlace place) =>
        EmitSampleForward(writer, vocabulary, (TPlan)plan, wide, place);

    protected override bool Models(LayerModel model) => model is TModel;

    protected override bool Plans(LayerPlan plan) => plan is TPlan;

    /// <inheritdoc cref="Infer(LayerModel, IReadOnlyList{Shape}, AttributeReader, Findings)"/>
    protected abstract Shape? Infer(TModel model, IReadOnlyList<Shape> inputs, AttributeReader attribute, Findings findings);

    /// <inheritdoc cref="Activation(LayerModel)"/>
    protected virtual Activation Activation(TModel model) => Model.Activation.Identity;

    /// <inheritdoc cref="IsLinear(LayerModel)"/>
    protected virtual bool IsLinear(TModel model) => false;

    /// <inheritdoc cref="Tensors(LayerModel)"/>
    protected virtual IReadOnlyList<TensorModel> Tensors(TModel model) => [];

    /// <inheritdoc cref="DropsOutputs(LayerModel)"/>
    protected virtual bool DropsOutputs(TModel model) => false;

    /// <inheritdoc cref="MultiplyAdds(LayerModel)"/>
    protected virtual long MultiplyAdds(TModel model) => 0;

    /// <inheritdoc cref="Describe(LayerModel)"/>
    protected abstract string Describe(TModel model);

    /// <inheritdoc cref="Advise(LayerModel, AttributeReader, Findings)"/>
    protected virtual void Advise(TModel model, AttributeReader attribute, Findings findings)
    {
    }

    /// <inheritdoc cref="PaddedLength(LayerModel, int)"/>
    protected virtual long PaddedLength(TModel model, int elementSize) => Tensors(model).Sum(tensor =>
        ParameterLayout.Lanes(tensor.Count, elementSize) + (ParameterLayout.Alignment / elementSize));

    /// <inheritdoc cref="Plan(LayerModel, LayerPosition, ParameterLayout)"/>
    protected abstract TPlan Plan(TModel model, LayerPosition position, ParameterLayout layout);

    /// <inheritdoc cref="View(Vocabulary, LayerPlan)"/>
    protected abstract ViewText View(Vocabulary vocabulary, TPlan plan);

    /// <inheritdoc cref="EmitInitialization(CodeWriter, Vocabulary, LayerPlan)"/>
    protected virtual void EmitInitialization(CodeWriter writer, Vocabulary vocabulary, TPlan plan)
    {
    }

    /// <inheritdoc cref="EmitForward(CodeWriter, Vocabulary, LayerPlan)"/>
    protected abstract void EmitForward(CodeWriter writer, Vocabulary vocabulary, TPlan plan);

    /// <inheritdoc cref="EmitInference(CodeWriter, Vocabulary, LayerPlan)"/>
    protected virtual void EmitInference(CodeWriter writer, Vocabulary vocabulary, TPlan plan)
    {
    }

    /// <inheritdoc cref="EmitBackward(CodeWriter, Vocabulary, LayerPlan)"/>
    protected abstract void EmitBackward(CodeWriter writer, Vocabulary vocabulary, TPlan plan);

    /// <inheritdoc cref="ForwardEquation(LayerPlan)"/>
    protected abstract string ForwardEquation(TPlan plan);

    /// <inheritdoc cref="GradientEquation(LayerPlan)"/>
    protected virtual string GradientEquation(TPlan plan) => "";

    /// <inheritdoc cref="InputGradient(LayerPlan, int)"/>
    protected abstract string InputGradient(TPlan plan, int input);

    /// <inheritdoc cref="EmitKernels(CodeWriter, Vocabulary, LayerPlan)"/>
    protected abstract void EmitKernels(CodeWriter writer, Vocabulary vocabulary, TPlan plan);

    /// <inheritdoc cref="EmitSampleForward(CodeWriter, Vocabulary, LayerPlan, Registers, SamplePlace)"/>
    protected virtual void EmitSampleForward(CodeWriter writer, Vocabulary vocabulary, TPlan plan, Registers wide, SamplePlace place) =>
        throw new NotSupportedException();
}
