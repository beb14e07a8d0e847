using Digits;
using Fashion;

namespace CompiledNet.Benchmarks.Sklearn;

/// <summary>What both sides are to learn, and how.</summary>
/// <param name="Name">What to call it on the command line.</param>
/// <param name="Title">Network and data, for the table.</param>
/// <param name="Hidden">Units of the hidden layers, ReLU; the output is a softmax.</param>
/// <param name="Solver">The optimizer.</param>
/// <param name="Epochs">How many.</param>
/// <param name="BatchSize">Samples of a step.</param>
/// <param name="CreateNetwork">Our network, from a seed.</param>
/// <param name="Load">What to learn, and what to test with.</param>
internal sealed record Assignment(
    string Name,
    string Title,
    int[] Hidden,
    Solver Solver,
    int Epochs,
    int BatchSize,
    Func<long, INetwork<float>> CreateNetwork,
    Func<(DataSet<float> Training, DataSet<float> Test)> Load)
{
    /// <summary>All of them: samples/Digits as it is, the same with Adam, and samples/Fashion without its schedule, which scikit-learn lacks for Adam.</summary>
    public static IReadOnlyList<Assignment> All { get; } =
    [
        new("digits-sgd", "64-32-10, digits", [32], new Solver("sgd", 0.1, 0.9, 1e-4), 60, 16, seed => new DigitNet(seed), LoadDigits),
        new("digits-adam", "64-32-10, digits", [32], new Solver("adam", 1e-3), 60, 16, seed => new DigitNet(seed), LoadDigits),
        new("fashion-adam", "784-128-10, Fashion-MNIST", [128], new Solver("adam", 1e-3), 10, 64, seed => new FashionNet(seed), LoadFashion),
    ];

    /// <summary>That of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Assignment Named(string name) => All.FirstOrDefault(assignment => assignment.Name == name)
        ?? throw new ArgumentException($"There is no {name}; there are {string.Join(", ", All.Select(a => a.Name))}.", nameof(name));

    // The split of samples/Digits.
    private static (DataSet<float> Training, DataSet<float> Test) LoadDigits() => DigitImages.Load().Split(0.8, seed: 42);

    private static (DataSet<float> Training, DataSet<float> Test) LoadFashion()
    {
        var images = FashionImages.Load(FashionImages.FolderOfPackage);
        return (images.Training, images.Test);
    }
}
