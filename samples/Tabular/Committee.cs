using CompiledNet;

namespace Tabular;

/// <summary>
/// Five networks whose outputs are averaged. Each learns from four fifths of the samples and stops by the last fifth, another one for
/// each, so that none is lost to the whole. They take raw inputs and answer in raw units.
/// </summary>
internal sealed class Committee
{
    private const int Members = 5;

    private readonly INetwork<float>[] _networks;

    private Committee(INetwork<float>[] networks, double epochs) => (_networks, Epochs) = (networks, epochs);

    /// <summary>The best epoch, on average over the networks.</summary>
    public double Epochs { get; }

    /// <summary>Trains the networks.</summary>
    public static Committee Train(Study study, DataSet<float> data, long seed)
    {
        IReadOnlyList<(DataSet<float> Training, DataSet<float> Test)> folds = data.Folds(Members, seed);
        var networks = new INetwork<float>[Members];
        double epochs = 0;
        for (int member = 0; member < Members; member++)
        {
            (DataSet<float> learning, DataSet<float> stopping) = folds[member];
            networks[member] = study.Create(seed + member);
            epochs += TrainMember(study, networks[member], learning, stopping, seed + member);
        }

        return new Committee(networks, epochs / Members);
    }

    /// <summary>The mean of the networks' outputs for each sample.</summary>
    public Predictions<float> Predict(DataSet<float> data)
    {
        var mean = new float[data.Count * data.OutputSize];
        var outputs = new float[mean.Length];
        foreach (INetwork<float> network in _networks)
        {
            Trainer.Predict(network, data, outputs);
            for (int i = 0; i < mean.Length; i++)
            {
                mean[i] += outputs[i] / Members;
            }
        }

        return new Predictions<float>(data, mean);
    }

    private static int TrainMember(
        Study study, INetwork<float> network, DataSet<float> learning, DataSet<float> stopping, long seed)
    {
        // Fitted to what is learned from; what the training stops by is scaled by the same numbers.
        StandardScaler inputs = StandardScaler.Fit(learning);
        StandardScaler? targets = learning.HasClasses ? null : StandardScaler.FitTargets(learning);
        learning = inputs.Transform(learning);
        stopping = inputs.Transform(stopping);
        if (targets is not null)
        {
            learning = targets.TransformTargets(learning);
            stopping = targets.TransformTargets(stopping);
        }

        TrainingHistory history = Trainer.Fit(network, learning, new TrainingOptions
        {
            Epochs = 300,
            BatchSize = 16,
            Optimizer = new Adam(study.LearningRate),
            WeightDecay = study.WeightDecay,
            Seed = seed,
            Validation = stopping,
            Patience = 20, // By the loss on the fifth kept apart; the network is then that of its best epoch.
        });

        // From here on the network takes what was measured, and nobody has to think of the scalers again.
        inputs.FoldInto(network);
        targets?.FoldInverseInto(network);
        return history.Best?.Epoch ?? 0;
    }
}
