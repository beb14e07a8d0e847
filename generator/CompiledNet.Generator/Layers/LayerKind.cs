using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers;

/// <summary>
/// One kind of layer, from its attribute to its code. A new kind is a new folder beside <c>Dense</c> and one line in
/// <see cref="All"/>; the others do not know of it.
/// </summary>
internal abstract class LayerKind
{
    /// <summary>Every kind of layer that there is.</summary>
    public static readonly IReadOnlyList<LayerKind> All = [new Dense.DenseKind()];

    /// <summary>The metadata name of its attribute.</summary>
    public abstract string AttributeName { get; }

    /// <summary>What the summary calls it.</summary>
    public abstract string Name { get; }

    /// <summary>The kind of a model.</summary>
    public static LayerKind Of(LayerModel model) => All.First(kind => kind.Models(model));

    /// <summary>The kind of a plan.</summary>
    public static LayerKind Of(LayerPlan plan) => All.First(kind => kind.Plans(plan));

    /// <summary>Reads and checks the attribute; null after an error, which it adds to the findings.</summary>
    public abstract LayerModel? Parse(AttributeReader attribute, string defaultName, Precision precision, Findings findings);

    /// <summary>Numbers that come out of the layer for one sample.</summary>
    public abstract int OutputSize(LayerModel model, int inputs);

    /// <summary>The function that its outputs went through last.</summary>
    public abstract Activation Activation(LayerModel model);

    /// <summary>Weights and biases of the layer.</summary>
    public abstract long ParameterCount(LayerModel model, int inputs);

    /// <summary>Multiplications with an addition in the forward propagation of one sample.</summary>
    public abstract long MultiplyAdds(LayerModel model, int inputs);

    /// <summary>What inference depends on, in a few words, for exported weights to say what they are for.</summary>
    public abstract string Describe(LayerModel model);

    /// <summary>Says which of its attribute's arguments have no effect.</summary>
    public abstract void Advise(LayerModel model, AttributeReader attribute, Findings findings);

    /// <summary>Length of its part of the parameter buffer, padding included.</summary>
    public abstract long PaddedLength(LayerModel model, int inputs, int elementSize);

    /// <summary>Decides layout and code shape.</summary>
    public abstract LayerPlan Plan(LayerModel model, LayerPosition position, ParameterLayout layout);

    /// <summary>Writes the body of the constructor for the layer.</summary>
    public abstract void EmitInitialization(CodeWriter writer, Vocabulary vocabulary, LayerPlan plan);

    /// <summary>Writes the layer's forward method, under its equations.</summary>
    public abstract void EmitForward(CodeWriter writer, Vocabulary vocabulary, LayerPlan plan);

    /// <summary>Writes the layer's backward method, under its equations, which begin with δ.</summary>
    public abstract void EmitBackward(CodeWriter writer, Vocabulary vocabulary, LayerPlan plan);

    /// <summary>What forward propagation computes, in one line.</summary>
    public abstract string ForwardEquation(LayerPlan plan);

    /// <summary>The gradients of its parameters from its δ, in one line.</summary>
    public abstract string GradientEquation(LayerPlan plan);

    /// <summary>What backward propagation leaves behind for the layer before: ∂L/∂input, as a product.</summary>
    public abstract string InputGradient(LayerPlan plan);

    /// <summary>Writes the layer's vector kernels, if it has any.</summary>
    public abstract void EmitKernels(CodeWriter writer, Vocabulary vocabulary, LayerPlan plan);

    /// <summary>Writes inference of one sample through the layer, at one width.</summary>
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
