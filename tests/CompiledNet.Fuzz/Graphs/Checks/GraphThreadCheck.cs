using System.Numerics;

namespace CompiledNet.Fuzz.Graphs.Checks;

/// <summary>
/// Two or three threads give the bits of one, in a batch that is large enough to be shared, and in one of few samples, which is shared where a sample is work
/// enough. A large batch is inferred as small ones are.
/// </summary>
internal sealed class GraphThreadCheck<T>(GraphTrial<T> trial)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int MostNumbers = 100_000;
    private const int FewSamples = 16;

    public void Run()
    {
        GraphSpec spec = trial.Spec;
        if (!spec.Vectorize || spec.Threads == 1)
        {
            return; // Without kernels a network stays on its caller's thread.
        }

        int largest = spec.Shapes().Max(shape => shape!.Size);
        var random = new Random(spec.Seed);
        Check(random, Math.Clamp(MostNumbers / largest, 1, 2000));
        Check(random, random.Next(2, FewSamples + 1));
    }

    private void Check(Random random, int samples)
    {
        GraphSpec spec = trial.Spec;
        T[] input = Array.ConvertAll(GraphData.Normals(random, samples * spec.Inputs), T.CreateTruncating);
        T[] gradient = Array.ConvertAll(GraphData.Normals(random, samples * spec.Outputs), T.CreateTruncating);
        INetwork<T> alone = trial.Other();
        INetwork<T> shared = trial.Other();
        Workspace<T> one = GraphTrial<T>.CreateWorkspace(spec, alone, samples, inputGradient: true);
        Workspace<T> many = GraphTrial<T>.CreateWorkspace(spec, shared, samples, inputGradient: true);
        many.Threads = spec.Threads;
        foreach ((INetwork<T> network, Workspace<T> workspace) in new[] { (alone, one), (shared, many) })
        {
            GraphTrial<T>.SetDraw(workspace, spec);
            network.Forward(input, workspace);
            network.BackwardFrom(gradient, workspace);
        }

        for (int value = 1; value <= spec.Nodes.Count; value++)
        {
            if (!trial.ActivationsOf(one, value).SequenceEqual(trial.ActivationsOf(many, value)))
            {
                trial.Fail(Kind.Threads, $"{spec.Threads} threads give other activations of {spec.NameOf(value)}");
                return;
            }
        }

        if (!spec.Input.IsOpen)
        {
            CheckInference(shared, input, samples);
        }

        trial.RequireSame(Kind.Threads, $"{spec.Threads} threads give other statistics", alone.Parameters, shared.Parameters);
        trial.RequireSame(Kind.Threads, $"{spec.Threads} threads give other gradients", one.Gradients, many.Gradients);
        trial.RequireSame(Kind.Threads, $"{spec.Threads} threads give another input gradient", one.InputGradient, many.InputGradient);
        alone.BackwardFrom(gradient, one, accumulate: true);
        shared.BackwardFrom(gradient, many, accumulate: true);
        trial.RequireSame(Kind.Threads, $"{spec.Threads} threads give other gradients, accumulated", one.Gradients, many.Gradients);
        if (spec.Loss != Loss.None)
        {
            // Another sample's output is a target of every loss.
            T[] target = [.. one.Output[spec.Outputs..], .. one.Output[..spec.Outputs]];
            T loss = alone.Backward(target, one);
            trial.RequireSame(Kind.Threads, $"{spec.Threads} threads give another loss", [loss], [shared.Backward(target, many)]);
            trial.RequireSame(Kind.Threads, $"{spec.Threads} threads give other gradients of the loss", one.Gradients, many.Gradients);
        }
    }

    // In one call, which goes through the layers in blocks of samples, shared among threads, and in small batches.
    private void CheckInference(INetwork<T> network, T[] input, int samples)
    {
        GraphSpec spec = trial.Spec;
        const int Piece = 5;
        T[] whole = new T[samples * spec.Outputs];
        T[] shared = new T[whole.Length];
        T[] pieces = new T[whole.Length];
        network.Forward(input, whole);
        trial.Access.Infer(network, input, shared, spec.Threads);
        for (int first = 0; first < samples; first += Piece)
        {
            int count = Math.Min(Piece, samples - first);
            network.Forward(
                input.AsSpan(first * spec.Inputs, count * spec.Inputs), pieces.AsSpan(first * spec.Outputs, count * spec.Outputs));
        }

        trial.RequireSame(Kind.Threads, $"{spec.Threads} threads infer other outputs", whole, shared);
        trial.Compare(Kind.Singles, "inferred outputs of a large batch", [Tensors.Doubles<T>(pieces), Tensors.Doubles<T>(pieces)], Tensors.Doubles<T>(whole));
    }
}
