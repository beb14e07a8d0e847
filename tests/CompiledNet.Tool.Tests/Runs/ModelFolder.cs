using System.Buffers.Binary;
using System.Globalization;
using CompiledNet.Tool.Checking;
using CompiledNet.Tool.Graph;
using CompiledNet.Tool.Readers;

namespace CompiledNet.Tool.Tests.Runs;

/// <summary>
/// Networks of RTNeural (<c>NAME.json</c>, <c>NAME_x.csv</c>, <c>NAME_y.csv</c>), NAM (<c>NAME.nam</c>, <c>NAME.bin</c>: a count, inputs, outputs) and Keras, with the outputs that
/// their own programs computed.
/// </summary>
internal static class ModelFolder
{
    private const double Tolerance = 1e-5;

    /// <summary>Imports every file and prints the largest error of each.</summary>
    /// <returns>0 where all errors are within 1e-5.</returns>
    public static int Run(string folder, TextWriter output)
    {
        int failed = 0;
        string[] files =
        [
            .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetExtension(file) is ".json" or ".nam" or ".h5")
                .Order(StringComparer.Ordinal),
        ];
        foreach (string file in files)
        {
            string name = Path.GetRelativePath(folder, file);
            try
            {
                double error = Check(file, out string against);
                failed += error <= Tolerance ? 0 : 1;
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(error <= Tolerance ? "ok    " : "FAILED")} {name}: {error:G3} from {against}"));
            }
            catch (ImportException exception)
            {
                failed++;
                output.WriteLine($"FAILED {name}: {exception.Message}");
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files.Length - failed} passed, {failed} failed"));
        return failed == 0 && files.Length > 0 ? 0 : 1;
    }

    private static double Check(string file, out string against)
    {
        ImportedModel model = ModelReader.Read(file, new ReadOptions());
        (_, LoadedNetwork network) = Importer.Compile(model, "Imported.Net", Path.GetFileName(file), null);
        using (network)
        {
            if (Expected(file) is not { } expected)
            {
                against = model.Source!.Name;
                return SelfCheck.Run(network, model, null).Largest;
            }

            against = "the expected outputs";
            (double[] input, double[] output) = expected;
            Shape shape = model.Graph.Input.Shape;
            double[] actual = shape.IsOpen
                ? SelfCheck.RunNetwork(network, WarmUp(file), input, input.Length / shape.Channels, shape)
                : [.. input.Chunk((int)shape.Count).SelectMany(sample => network.Forward(sample, 1))];
            int skipped = actual.Length - output.Length; // A causal convolution has outputs before the first that a valid one has.
            return actual.Skip(skipped).Zip(output, SelfCheck.Difference).Max();
        }
    }

    // The player of NAM runs zeros before the first sample: half a second for an LSTM, what it sees for a convolution.
    private static int WarmUp(string file) => Path.GetExtension(file) == ".nam" ? 24_000 : 0;

    private static (double[] Input, double[] Output)? Expected(string file)
    {
        string binary = Path.ChangeExtension(file, ".bin");
        if (File.Exists(binary))
        {
            byte[] bytes = File.ReadAllBytes(binary);
            int count = BinaryPrimitives.ReadInt32LittleEndian(bytes);
            double[] numbers = [.. Enumerable.Range(0, 2 * count).Select(i => (double)BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(4 + (4 * i))))];
            return (numbers[..count], numbers[count..]);
        }

        string start = Path.ChangeExtension(file, null);
        return File.Exists(start + "_y.csv") ? (Numbers(start + "_x.csv"), Numbers(start + "_y.csv")) : null;
    }

    // Several numbers on a line are the steps of one channel.
    private static double[] Numbers(string file)
    {
        double[][] lines = [.. File.ReadLines(file).Select(line => line.Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray())];
        return [.. Enumerable.Range(0, lines[0].Length).SelectMany(step => lines.Select(line => line[step]))];
    }
}
