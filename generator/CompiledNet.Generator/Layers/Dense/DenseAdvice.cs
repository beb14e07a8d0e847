using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>Finds the arguments of <c>[Dense]</c> that change nothing.</summary>
internal static class DenseAdvice
{
    public static void Add(DenseModel model, AttributeReader attribute, Findings findings)
    {
        ActivationArgument.Advise(model.Activation, model.Slope, attribute, findings);
        if (!model.HasBias && attribute.NamedOrNull<int>("BiasInitializer") is not null)
        {
            findings.Add(
                AdviceRules.ArgumentWithoutEffect, attribute.LocationOf("BiasInitializer"), "BiasInitializer", "on a layer with Bias = false");
        }
    }
}
