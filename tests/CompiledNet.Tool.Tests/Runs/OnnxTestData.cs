using System.Globalization;
using CompiledNet.Tool.Checking;
using CompiledNet.Tool.Readers;
using CompiledNet.Tool.Readers.Onnx;
using Google.Protobuf;

namespace CompiledNet.Tool.Tests.Runs;

/// <summary>
/// The tests that ONNX has for its operators: a model, inputs, outputs. Inputs after the first become constants, as the weights of a network are. A test is
/// covered if the model can be imported; then the outputs must agree.
/// </summary>
internal static class OnnxTestData
{
    private const double Tolerance = 1e-5;

    /// <summary>Imports every Nth test and prints what became of it.</summary>
    /// <returns>0 if no test that is covered fails.</returns>
    public static int Run(string folder, int every, string? only, TextWriter output, bool isQuiet)
    {
        if (!Directory.Exists(folder))
        {
            output.WriteLine($"The folder '{folder}' is missing; Debian's package libonnx-testdata has it.");
            return 1;
        }

        TextWriter details = isQuiet ? TextWriter.Null : output;
        string[] tests =
        [
            .. Directory.GetFiles(folder, "model.onnx", SearchOption.AllDirectories)
                .Select(file => Path.GetDirectoryName(file)!)
                .Where(test => Directory.Exists(Path.Combine(test, "test_data_set_0")) && (only is null || test.Contains(only, StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal)
                .Where((_, i) => i % every == 0),
        ];
        int passed = 0;
        int failed = 0;
        int left = 0;
        foreach (string test in tests)
        {
            string name = Path.GetRelativePath(folder, test);
            ModelProto model = WithConstants(test);
            ImportedModel imported;
            try
            {
                var options = new ReadOptions();
                imported = ModelReader.Finish(OnnxReader.Read(model, model.ToByteArray(), "model.onnx", options), "model.onnx", options);
            }
            catch (ImportException exception)
            {
                left++;
                string[] lines = exception.Message.Split('\n');
                details.WriteLine($"not covered {name}: {string.Join("; ", lines.Skip(lines.Length > 1 ? 1 : 0).Select(line => line.Trim()))}");
                continue;
            }

            string? failure = Failure(imported, test);
            if (failure is null)
            {
                passed++;
                details.WriteLine($"passed      {name}");
            }
            else
            {
                failed++;
                output.WriteLine($"FAILED      {name}: {failure}");
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{left} tests are not covered"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed"));
        return failed == 0 && passed > 0 ? 0 : 1;
    }

    private static string? Failure(ImportedModel imported, string test)
    {
        try
        {
            (_, LoadedNetwork network) = Importer.Compile(imported, "Imported.Net", "model.onnx", null);
            using (network)
            {
                var run = (OnnxRun)imported.Source!;
                OnnxTensor input = Stored(test, "input", 0);
                OnnxTensor expected = Stored(test, "output", 0);
                double largest = 0;
                for (int sample = 0; sample < run.SampleCount; sample++)
                {
                    int steps = imported.Graph.Input.Shape.IsOpen ? input.Values.Length / run.SampleCount / imported.Graph.Input.Shape.Channels : 1;
                    double[] actual = network.Forward(run.FromInput(input.Values, sample), steps);
                    double[] wanted = run.FromOutput(expected.Values, expected.Dims, sample);
                    largest = actual.Length == wanted.Length ? actual.Zip(wanted, SelfCheck.Difference).Append(largest).Max() : double.PositiveInfinity;
                }

                return largest <= Tolerance ? null : string.Create(CultureInfo.InvariantCulture, $"differs by {largest:G3}");
            }
        }
        catch (Exception exception)
        {
            return exception.Message.Split('\n')[0] + " " + string.Join(' ', exception.Message.Split('\n').Skip(1).Take(2));
        }
    }

    private static ModelProto WithConstants(string test)
    {
        ModelProto model = OnnxReader.Parse(File.ReadAllBytes(Path.Combine(test, "model.onnx")), "model.onnx");
        var known = model.Graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        ValueInfoProto[] inputs = [.. model.Graph.Input.Where(input => !known.Contains(input.Name))];
        for (int i = 1; i < inputs.Length; i++)
        {
            string file = Path.Combine(test, "test_data_set_0", string.Create(CultureInfo.InvariantCulture, $"input_{i}.pb"));
            if (inputs[i].Type?.TensorType is null || !File.Exists(file))
            {
                continue;
            }

            TensorProto tensor = TensorProto.Parser.ParseFrom(File.ReadAllBytes(file));
            tensor.Name = inputs[i].Name;
            model.Graph.Initializer.Add(tensor);
            model.Graph.Input.Remove(inputs[i]);
        }

        return model;
    }

    private static OnnxTensor Stored(string test, string kind, int index)
    {
        string file = Path.Combine(test, "test_data_set_0", string.Create(CultureInfo.InvariantCulture, $"{kind}_{index}.pb"));
        return OnnxTensorReader.Read(TensorProto.Parser.ParseFrom(File.ReadAllBytes(file)), kind);
    }
}
