using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Functions;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers;

/// <summary>A declared join of values.</summary>
internal abstract record JoinModel(string Name, Activation Activation, double? Slope) : LayerModel(Name);

/// <summary>A layer without parameters that takes several values: the one before, or of From, and those that it names.</summary>
internal abstract class JoinKind<TModel, TPlan> : LayerKind<TModel, TPlan>
    where TModel : JoinModel
    where TPlan : LayerPlan
{
    public sealed override IReadOnlyList<string?> JoinedNames(AttributeReader attribute) => attribute.Texts();

    public sealed override LayerModel? Read(AttributeReader attribute, string name, Precision precision, Findings findings)
    {
        if (attribute.Texts().Count == 0)
        {
            findings.Add(Rules.NothingJoined, attribute.Location, Name);
            return null;
        }

        return Read(name, ActivationArgument.Named(attribute, precision, findings));
    }

    protected abstract TModel Read(string name, ActivationArgument activation);

    protected override Shape? Infer(TModel model, IReadOnlyList<Shape> inputs, AttributeReader attribute, Findings findings) =>
        ShapeChecks.AreEqual(this, inputs, attribute, findings)
            ? inputs[0]
            : null;

    protected sealed override Activation Activation(TModel model) => model.Activation;

    protected sealed override string Describe(TModel model) => model.Activation == Generator.Model.Activation.Identity
        ? Name
        : $"{Name} {ActivationFunction.Of(model.Activation).Describe(model.Slope)}";

    protected sealed override void Advise(TModel model, AttributeReader attribute, Findings findings) =>
        ActivationArgument.Advise(model.Activation, model.Slope, attribute, findings);

    protected sealed override ViewText View(Vocabulary vocabulary, TPlan plan) => new();

    /// <summary>The inputs as one sample's locals, in order.</summary>
    protected static string[] Inputs(TPlan plan) => [.. plan.Position.Inputs.Select(input => LayerNames.Of(input.Value))];
}
