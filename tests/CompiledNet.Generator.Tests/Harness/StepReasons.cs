using Microsoft.CodeAnalysis;

namespace CompiledNet.Generator.Tests.Harness;

/// <summary>Why each step of the pipeline gave what it gave: computed anew, computed with the same result, or not computed at all.</summary>
internal static class StepReasons
{
    /// <summary>The steps from a model on, which must not run when the models are equal.</summary>
    public static readonly string[] AfterModel =
        [NetworkGenerator.Steps.Plan, NetworkGenerator.Steps.Source, NetworkGenerator.Steps.CaseTwins];

    /// <summary>The reasons of one step, one for each value that it gave.</summary>
    public static IReadOnlyList<IncrementalStepRunReason> Of(GeneratorRunResult run, string step) =>
        run.TrackedSteps.TryGetValue(step, out var steps) ? [.. steps.SelectMany(Reasons)] : [];

    /// <summary>The reasons of the files.</summary>
    public static IReadOnlyList<IncrementalStepRunReason> OfOutputs(GeneratorRunResult run) =>
        [.. run.TrackedOutputSteps.Values.SelectMany(steps => steps).SelectMany(Reasons)];

    /// <summary>Asserts that attributes were read again at the most, with equal models, and nothing after that was computed.</summary>
    public static void AssertNothingNew(GeneratorRunResult run)
    {
        Assert.All(
            Of(run, NetworkGenerator.Steps.Model),
            reason => Assert.True(
                reason is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached, $"The step Model is {reason}."));
        foreach (string step in AfterModel)
        {
            Assert.All(
                Of(run, step), reason => Assert.True(reason == IncrementalStepRunReason.Cached, $"The step {step} is {reason}."));
        }

        Assert.All(
            OfOutputs(run), reason => Assert.True(reason == IncrementalStepRunReason.Cached, $"An output is {reason}."));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(IncrementalGeneratorRunStep step) =>
        step.Outputs.Select(output => output.Reason);
}
