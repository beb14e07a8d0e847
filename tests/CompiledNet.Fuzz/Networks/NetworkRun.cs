using System.Numerics;
using CompiledNet.Fuzz.Checks;

namespace CompiledNet.Fuzz;

/// <summary>One network, put through every kind of test.</summary>
internal static class NetworkRun<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Everything that is wrong with a network; nothing where it is right.</summary>
    /// <param name="spec">The network.</param>
    /// <param name="create">Makes one with its initial parameters.</param>
    /// <param name="createTwin">Makes the same without kernels; null where it is not compared with that.</param>
    /// <param name="tally">What is counted.</param>
    public static IReadOnlyList<Failure> Check(NetworkSpec spec, Func<INetwork<T>> create, Func<INetwork<T>>? createTwin, Tally tally)
    {
        List<Failure> failures = [];
        try
        {
            var trial = new Trial<T>(spec, create(), tally, failures);
            new InitializationCheck<T>(trial).Run();
            new ContractCheck<T>(trial).Run();
            new ReferenceCheck<T>(trial).Run();
            new NumericGradientCheck<T>(trial).Run();
            new SinglesCheck<T>(trial).Run();
            new SampleOrderCheck<T>(trial).Run();
            new AccumulationCheck<T>(trial).Run();
            new UnitOrderCheck<T>(trial).Run(create);
            if (createTwin is not null)
            {
                new TwinCheck<T>(trial).Run(createTwin());
            }

            new OptimizerCheck<T>(trial).Run(); // The last one: it changes the parameters.
        }
        catch (Exception exception)
        {
            failures.Add(new Failure(Kind.Exception, exception.ToString()));
        }

        return failures;
    }

    /// <summary>The numbers of inference, of a pass and of ten steps, for a hash.</summary>
    public static IEnumerable<T> Numbers(NetworkSpec spec, INetwork<T> network)
    {
        var trial = new Trial<T>(spec, network, new Tally(), []);
        Workspace<T> workspace = trial.Workspace();
        T loss = trial.Pass(workspace, out _);
        List<T> numbers =
            [.. Inferred(trial, spec.Batch), .. Inferred(trial, 1), loss, .. workspace.Output, .. workspace.Gradients, .. workspace.InputGradient];
        Optimizer optimizer = spec.Optimizer.Create();
        for (int step = 0; step < 10; step++)
        {
            trial.Step(optimizer, workspace.Gradients);
            trial.Pass(workspace, out _);
        }

        numbers.AddRange(network.Parameters);
        return numbers;
    }

    // So many samples in a call.
    private static T[] Inferred(Trial<T> trial, int samples)
    {
        var output = new T[trial.Spec.Batch * trial.Spec.Outputs];
        for (int s = 0; s < trial.Spec.Batch; s += samples)
        {
            trial.Network.Forward(
                trial.Input.AsSpan(s * trial.Spec.Inputs, samples * trial.Spec.Inputs), output.AsSpan(s * trial.Spec.Outputs, samples * trial.Spec.Outputs));
        }

        return output;
    }
}
