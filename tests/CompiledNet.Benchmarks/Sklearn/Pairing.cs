namespace CompiledNet.Benchmarks.Sklearn;

/// <summary>The outcomes of both sides, seed after seed.</summary>
/// <param name="Assignment">Of what.</param>
/// <param name="Ours">Ours.</param>
/// <param name="Theirs">scikit-learn's.</param>
internal sealed record Pairing(Assignment Assignment, IReadOnlyList<Outcome> Ours, IReadOnlyList<Outcome> Theirs)
{
    /// <summary>Whether our mean accuracy is not below theirs by more than the standard deviation of theirs.</summary>
    public bool IsAsAccurate => Statistics.Mean(Accuracies(Ours)) >= Statistics.Mean(Accuracies(Theirs)) - Statistics.Deviation(Accuracies(Theirs));

    /// <summary>The accuracies of some outcomes.</summary>
    public static double[] Accuracies(IReadOnlyList<Outcome> outcomes) => [.. outcomes.Select(outcome => outcome.Accuracy)];

    /// <summary>Lets both sides train in turns.</summary>
    public static Pairing Run(Assignment assignment, int seeds, Launcher launcher, Action<string> progress)
    {
        (DataSet<float> training, DataSet<float> test) = assignment.Load();
        using var folder = new DataFolder(training, test);
        var ours = new List<Outcome>();
        var theirs = new List<Outcome>();
        for (int seed = 1; seed <= seeds; seed++)
        {
            progress($"{assignment.Name}, seed {seed} of {seeds}");
            ours.Add(launcher.TrainOurs(assignment, seed));
            theirs.Add(launcher.TrainScikitLearn(assignment, folder.Path, training.InputSize, seed));
        }

        return new Pairing(assignment, ours, theirs);
    }
}
