using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers;

/// <summary>
/// One kind of layer, from its attribute to its code. A new kind is a new folder beside <c>Dense</c> and one line in <see cref="All"/>; the others do not
/// know of it. Kinds derive from <see cref="LayerKind{TModel, TPlan}"/>.
/// </summary>
internal abstract class LayerKind
{
    /// <summary>Every kind of layer that there is.</summary>
    public static readonly IReadOnlyList<LayerKind> All =
    [
        new Dense.DenseKind(),
        new Activate.ActivateKind(),
        new PReLU.PReLUKind(),
        new Dropout.DropoutKind(),
        new LayerNorm.LayerNormKind(),
        new BatchNorm.BatchNormKind(),
        new Add.AddKind(),
        new Multiply.MultiplyKind(),
        new Concatenate.ConcatenateKind(),
        new Flatten.FlattenKind(),
        new LastStep.LastStepKind(),
        new Pool.PoolKind("GlobalAveragePool", dimensions: 0, isMean: true),
        new Pool.PoolKind("GlobalMaxPool", dimensions: 0, isMean: false),
        new Pool.PoolKind("AveragePool1D", dimensions: 2, isMean: true),
        new Pool.PoolKind("MaxPool1D", dimensions: 2, isMean: false),
        new Pool.PoolKind("AveragePool2D", dimensions: 3, isMean: true),
        new Pool.PoolKind("MaxPool2D", dimensions: 3, isMean: false),
        new Convolution.ConvolutionKind("Conv1D", axes: 1),
        new Convolution.ConvolutionKind("Conv2D", axes: 2),
        new Gru.GruKind(),
        new Lstm.LstmKind(),
    ];

    /// <summary>The metadata name of its attribute.</summary>
    public string AttributeName => $"CompiledNet.{Name}Attribute";

    /// <summary>What attribute and summary call it.</summary>
    public abstract string Name { get; }

    /// <summary>The kind of a model.</summary>
    public static LayerKind Of(LayerModel model) => All.First(kind => kind.Models(model));

    /// <summary>The kind of a plan.</summary>
    public static LayerKind Of(LayerPlan plan) => All.First(kind => kind.Plans(plan));

    /// <summary>The names of layers that its attribute gives it as further inputs, beside the layer before or <c>From</c>.</summary>
    public virtual IReadOnlyList<string?> JoinedNames(AttributeReader attribute) => [];

    /// <summary>Reads and checks the attribute by itself; null after an error, which it adds to the findings.</summary>
    public abstract LayerModel? Read(AttributeReader attribute, string name, Precision precision, Findings findings);

    /// <summary>The shape that it gives, from those of its inputs; null after an error, which it adds to the findings.</summary>
    public abstract Shape? Infer(LayerModel model, IReadOnlyList<Shape> inputs, AttributeReader attribute, Findings findings);

    /// <summary>The function that its outputs went through last.</summary>
    public abstract Activation Activation(LayerModel model);

    /// <summary>Whether it is a matrix and nothing else, so that the next one could do its work.</summary>
    public abstract bool IsLinear(LayerModel model);

    /// <summary>Its tensors, in the order in which files have them.</summary>
    public abstract IReadOnlyList<TensorModel> Tensors(LayerModel model);

    /// <summary>Multiplications with an addition in the forward propagation of one sample.</summary>
    public abstract long MultiplyAdds(LayerModel model);

    /// <summary>What inference depends on, in a few words, for exported weights to say what they are for.</summary>
    public abstract string Describe(LayerModel model);

    /// <summary>Says which of its attribute's arguments have no effect.</summary>
    public abstract void Advise(LayerModel model, AttributeReader attribute, Findings findings);

    /// <summary>The longest buffer that it needs, or part of one, padding included.</summary>
    public abstract long PaddedLength(LayerModel model, int elementSize);

    /// <summary>Decides layout and code shape.</summary>
    public abstract LayerPlan Plan(LayerModel model, LayerPosition position, ParameterLayout layout);

    /// <summary>How the network's class shows its parameters.</summary>
    public abstract ViewText View(Vocabulary vocabulary, LayerPlan plan);

    /// <summary>Writes the body of the constructor for the layer.</summary>
    public abstract void EmitInitialization(CodeWriter writer, Vocabulary vocabulary, LayerPlan plan);

    /// <summary>Whether it sets numbers to 0 in training, which are none to compute a loss from.</summary>
    public abstract bool DropsOutputs(LayerModel model);

    /// <summary>Writes the layer's forward method, under its equations.</summary>
    public abstract void EmitForward(CodeWriter writer, Vocabulary vocabulary, LayerPlan plan);

    /// <summary>Writes the layer's method of inference, where that is another one than the forward method.</summary>
    public abstract void EmitInference(CodeWriter writer, Vocabulary vocabulary, LayerPlan plan);

    /// <summary>Writes the layer's backward method, under its equations, which begin with δ.</summary>
    public abstract void EmitBackward(CodeWriter writer, Vocabulary vocabulary, LayerPlan plan);

    /// <summary>What forward propagation computes, in one line.</summary>
    public abstract string ForwardEquation(LayerPlan plan);

    /// <summary>The gradients of its parameters from its δ, in one line; empty where it has none.</summary>
    public abstract string GradientEquation(LayerPlan plan);

    /// <summary>Whether <see cref="InputGradient"/> has symbols that only the layer's own comment explains.</summary>
    public virtual bool HasOwnSymbols => false;

    /// <summary>What backward propagation leaves behind for one of its inputs: ∂L/∂input as a formula of δ.</summary>
    public abstract string InputGradient(LayerPlan plan, int input);

    /// <summary>Writes the layer's vector kernels.</summary>
    public abstract void EmitKernels(CodeWriter writer, Vocabulary vocabulary, LayerPlan plan);

    /// <summary>Writes inference of one sample through the layer, at one width, where its plan says that it has that.</summary>
    /// <param name="writer">The text.</param>
    /// <param name="vocabulary">Its words.</param>
    /// <param name="plan">The layer.</param>
    /// <param name="wide">
    /// Registers of that width, which may have more lanes than the layer has units: it takes <see cref="Registers.AtMost"/> of them where that is wanted.
    /// </param>
    /// <param name="place">Where the sample is.</param>
    public abstract void EmitSampleForward(CodeWriter writer, Vocabulary vocabulary, LayerPlan plan, Registers wide, SamplePlace place);

    protected abstract bool Models(LayerModel model);

    protected abstract bool Plans(LayerPlan plan);
}
