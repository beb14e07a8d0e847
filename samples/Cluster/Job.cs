using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CompiledNet;
using Fashion;

namespace Cluster;

/// <summary>Fashion-MNIST, as samples/Fashion learns it on one machine.</summary>
internal static class Job
{
    /// <summary>Trains, and prints a hash of the parameters in the last line.</summary>
    /// <param name="team">The processes.</param>
    /// <param name="folder">Where the data lies.</param>
    /// <param name="epochs">How often every picture is learned from.</param>
    /// <exception cref="DataFileException">The data is missing or damaged.</exception>
    public static void Run(TrainingTeam team, string folder, int epochs)
    {
        FashionImages images = FashionImages.Load(folder);
        var net = new FashionNet(seed: 42);
        var timed = new TimedTeam(team);
        Console.WriteLine($"{Count(team.Size, "process")}, {images.Training.Count} pictures, 784-128-10");
        TrainingHistory history = Train(net, images, timed, epochs);
        double communication = timed.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"training took {history.Elapsed.TotalSeconds:F2} s, {communication:F2} s of them in communication, waiting included; compiling included"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"test accuracy {Trainer.Evaluate(net, images.Test).Accuracy:F4}"));
        Console.WriteLine($"hash {HashOf<float>(net)}");
    }

    /// <summary>A hash of every bit of the parameters.</summary>
    public static string HashOf<T>(INetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T> => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(network.Parameters)));

    // What samples/Fashion does, with a team, whose processes are worth a larger batch and a larger rate.
    private static TrainingHistory Train(FashionNet net, FashionImages images, TrainingTeam team, int epochs)
    {
        return Trainer.Fit(net, images.Training, new TrainingOptions
        {
            Team = team,
            Epochs = epochs,
            BatchSize = 1024,
            Optimizer = new Adam(5e-3),
            Schedule = LearningRateSchedule.CosineDecay(),
            Seed = 42,
            Validation = images.Test, // Watched only: nothing is chosen by it.
            Progress = TrainingProgress.ToConsole(),
        });
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}es";
}
