using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Networks;

namespace CompiledNet.Benchmarks.Peers;

/// <summary>A peer that has the operations, and no more.</summary>
/// <typeparam name="TMath">The operations.</typeparam>
internal abstract class DensePeer<TMath> : Peer
    where TMath : IDenseMath
{
    public override InferenceLoop<float>? Inference(Subject<float> subject, Samples<float> samples) =>
        new InferenceLoop<DenseInference, float>(new DenseInference(new DenseModel<TMath>(subject, samples.Batch)), samples);

    public override Training<float>? Training(Subject<float> subject, Minibatches<float> batches) =>
        new DenseTraining(new DenseModel<TMath>(subject, batches.Batch), batches);

    private readonly struct DenseInference(DenseModel<TMath> model) : IInferenceCall<float>
    {
        public void Infer(int call, ReadOnlySpan<float> input, Span<float> output) => model.Forward(input, output);
    }

    private sealed class DenseTraining(DenseModel<TMath> model, Minibatches<float> batches) : Training<float>
    {
        public override void Step(int batch) => model.Step(batches.Inputs(batch), batches.Targets(batch), batches.Classes(batch));

        public override void StandStill() => model.LearningRate = RateOfStandstill;

        public override float[] Parameters() => model.Parameters.ToArray();

        public override float[] Gradients() => model.Gradients.ToArray();
    }
}
