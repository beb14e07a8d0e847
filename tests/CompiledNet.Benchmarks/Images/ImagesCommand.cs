using System.Globalization;
using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Peers;
using CompiledNet.Benchmarks.Table;
using Spectre.Console;

namespace CompiledNet.Benchmarks.Images;

/// <summary>
/// Networks of images: inference of one sample beside ONNX Runtime and, with <c>--onnx2c PATH</c>, beside the C that onnx2c makes; a training step of LeNet beside
/// PyTorch and with two threads.
/// </summary>
internal static class ImagesCommand
{
    private const int Passes = 12;
    private const int PassesOfPyTorch = 3;
    private const double MillisecondsOfRound = 25;
    private const int Batch = 32;
    private const int BatchOfThreads = 64;

    /// <summary>Runs it, and prints two tables.</summary>
    /// <param name="options"><c>--onnx2c PATH</c>, or nothing.</param>
    /// <exception cref="ArgumentException">Another option.</exception>
    public static void Run(ReadOnlySpan<string> options)
    {
        string? onnx2c = options switch
        {
            [] => null,
            ["--onnx2c", string path] => path,
            _ => throw new ArgumentException("images has one option: --onnx2c PATH", nameof(options)),
        };
        ImageSubject[] subjects =
        [
            new("LeNet", new LeNet(1), 28, 28, 1, OfLeNet, onnx2c),
            new("ResNet8", new ResNet8(1), 32, 32, 3, OfResNet8, onnx2c),
            new("DS-CNN", new DsCnn(1), 49, 10, 1, OfDsCnn, onnx2c),
            new("MobileNet 0.25", new MobileNet(1), 96, 96, 3, OfMobileNet, onnx2c),
        ];
        Contestant[] contestants = [.. subjects.SelectMany(subject => new[] { subject.Ours, subject.Other, subject.InC }).OfType<Contestant>()];
        Rounds.WarmUp(contestants);
        Rounds.Time(contestants, Passes, MillisecondsOfRound);
        Spectre.Console.Table inference = ConsoleTable.Create(
            $"inference of one sample, {Processor.Name}", ["network", "CompiledNet", "ONNX Runtime", "ours ÷ ONNX Runtime", "onnx2c", "bytes allocated"]);
        foreach (ImageSubject subject in subjects)
        {
            inference.AddRow(
                subject.Name,
                Cells.Time(subject.Ours.Figure.Least),
                Cells.Time(subject.Other.Figure.Least),
                Quotient(subject.Ours.Figure.Least, subject.Other.Figure.Least),
                subject.InC is { } c ? Cells.Time(c.Figure.Least) : "–",
                subject.CountAllocated().ToString(CultureInfo.InvariantCulture));
            subject.Dispose();
        }

        ConsoleTable.Write(inference);
        ShowSteps();
    }

    private static void ShowSteps()
    {
        Contestant one = Step(Batch, threads: 1);
        Contestant more = Step(BatchOfThreads, threads: 1);
        Contestant two = Step(BatchOfThreads, threads: 2);
        Contestant[] contestants = [one, more, two];
        Rounds.WarmUp(contestants);
        double? pyTorch = null;
        for (int pass = 0; pass < PassesOfPyTorch; pass++)
        {
            Rounds.Time(contestants, Passes / PassesOfPyTorch, MillisecondsOfRound);
            pyTorch = PyTorchStep.Time("lenet", Batch) is double time ? Math.Min(time, pyTorch ?? time) : pyTorch;
        }

        Spectre.Console.Table steps = ConsoleTable.Create("a training step of LeNet with Adam", ["step", "CompiledNet", "beside", "", "ours ÷ beside"]);
        steps.AddRow(
            $"batch {Batch}",
            Cells.Time(one.Figure.Least),
            "PyTorch, one thread",
            pyTorch is double least ? Cells.Time(least) : "not installed",
            pyTorch is double other ? Quotient(one.Figure.Least, other) : "–");
        steps.AddRow(
            $"batch {BatchOfThreads}, two threads",
            Cells.Time(two.Figure.Least),
            "one thread",
            Cells.Time(more.Figure.Least),
            Quotient(two.Figure.Least, more.Figure.Least));
        ConsoleTable.Write(steps);
    }

    private static Contestant Step(int batch, int threads)
    {
        var network = new LeNet(1);
        var workspace = new LeNet.Workspace(batch) { Threads = threads };
        var optimizer = new Adam(1e-3) { Threads = threads };
        var random = new Random(1);
        var input = new float[batch * LeNet.InputSize];
        foreach (ref float x in input.AsSpan())
        {
            x = random.NextSingle();
        }

        int[] classes = [.. Enumerable.Range(0, batch).Select(_ => random.Next(LeNet.OutputSize))];
        return new Contestant($"{batch}, {threads}", operations =>
        {
            for (int i = 0; i < operations; i++)
            {
                network.Forward(input, workspace);
                network.BackwardClasses(classes, workspace);
                optimizer.Step(network.Parameters, workspace.Gradients);
            }
        });
    }

    private static ImageModel OfLeNet(ImageModel model) => model
        .Conv("Filters1").Relu().MaxPool(2).Conv("Filters2", same: false).Relu().MaxPool(2).Flatten().Gemm("Units1").Relu().Gemm("Units2").Relu().Gemm("Units3").Softmax();

    private static ImageModel OfResNet8(ImageModel model)
    {
        model.Conv("Stem").BatchNorm("StemNorm").Relu();
        for (int block = 1; block <= 3; block++)
        {
            int stride = block == 1 ? 1 : 2;
            string before = model.Last;
            model.Conv($"First{block}", stride).BatchNorm($"FirstNorm{block}").Relu().Conv($"Second{block}").BatchNorm($"SecondNorm{block}");
            string residual = model.Last;
            _ = block == 1 ? model.Add(before).Relu() : model.From(before).Conv($"Shortcut{block}", stride).Add(residual).Relu();
        }

        return model.GlobalAveragePool().Flatten().Gemm("Units1").Softmax();
    }

    private static ImageModel OfDsCnn(ImageModel model)
    {
        model.Conv("Stem", stride: 2).BatchNorm("StemNorm").Relu();
        for (int block = 1; block <= 4; block++)
        {
            model.Conv($"First{block}", groups: 64).BatchNorm($"FirstNorm{block}").Relu().Conv($"Second{block}").BatchNorm($"SecondNorm{block}").Relu();
        }

        return model.GlobalAveragePool().Flatten().Gemm("Units1").Softmax();
    }

    private static ImageModel OfMobileNet(ImageModel model)
    {
        int[] channels = [8, 16, 32, 32, 64, 64, 128, 128, 128, 128, 128, 128, 256];
        model.Conv("Stem", stride: 2).BatchNorm("StemNorm").Relu();
        for (int block = 1; block <= channels.Length; block++)
        {
            int stride = block is 2 or 4 or 6 or 12 ? 2 : 1;
            model.Conv($"First{block}", stride, groups: channels[block - 1]).BatchNorm($"FirstNorm{block}").Relu().Conv($"Second{block}").BatchNorm($"SecondNorm{block}").Relu();
        }

        return model.GlobalAveragePool().Flatten().Gemm("Units1").Softmax();
    }

    private static string Quotient(double ours, double other) => (ours / other).ToString("F2", CultureInfo.InvariantCulture);
}
