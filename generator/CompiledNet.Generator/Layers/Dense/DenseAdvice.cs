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
        if (model.Slope is not null && !ActivationPlan.HasSlope(model.Activation))
        {
            findings.Add(
                AdviceRules.ArgumentWithoutEffect,
                attribute.LocationOf("Slope"),
                "Slope",
                $"on Activation.{model.Activation}, only on {nameof(Activation.LeakyReLU)} and {nameof(Activation.ELU)}");
        }

        if (!model.HasBias && attribute.NamedOrNull<int>("BiasInitializer") is not null)
        {
            findings.Add(
                AdviceRules.ArgumentWithoutEffect, attribute.LocationOf("BiasInitializer"), "BiasInitializer", "on a layer with Bias = false");
        }
    }
}
