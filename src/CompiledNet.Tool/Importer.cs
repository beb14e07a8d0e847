using System.Globalization;
using System.Text;
using CompiledNet.Tool.Checking;
using CompiledNet.Tool.Files;
using CompiledNet.Tool.Graph;
using CompiledNet.Tool.Readers;
using CompiledNet.Tool.Readers.Torch;
using CompiledNet.Tool.Writing;

namespace CompiledNet.Tool;

/// <summary>Imports a file: reads it, declares the network, compares it with the source, and writes.</summary>
internal static class Importer
{
    /// <summary>Imports.</summary>
    /// <exception cref="ImportException">It cannot be imported, or differs from its source; nothing was written.</exception>
    public static ImportResult Run(ImportRequest request)
    {
        string name = request.ClassName[(request.ClassName.LastIndexOf('.') + 1)..];
        if (request.Like is not null)
        {
            return Fill(request, name, request.Like);
        }

        OutputFiles.CheckReplaceable(request.Output, name + ".cs");
        ImportedModel model = ModelReader.Read(request.File, new ReadOptions { Length = request.Length, Result = request.Result, ForTraining = request.ForTraining });
        (Declaration declaration, LoadedNetwork network) = Compile(model, request.ClassName, Path.GetFileName(request.File), request.Loss);
        using (network)
        {
            CheckResult? check = model.Source is null ? null : SelfCheck.Run(network, model, Inputs(request, model));
            if (check is not null && !(check.Largest <= request.Tolerance))
            {
                throw new ImportException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The imported network differs from '{request.File}' by {check.Largest:G3}, more than {request.Tolerance:G3} (--tolerance): {check.Where}. Nothing was written."));
            }

            return new ImportResult(model.Format, network.Summary, check, model.Source?.Name, NotesOn(request, name), Write(request, name, declaration.Source, network));
        }
    }

    /// <summary>Declares, compiles and fills a network.</summary>
    public static (Declaration Declaration, LoadedNetwork Network) Compile(ImportedModel model, string className, string file, Loss? loss)
    {
        Loss trained = loss ?? LossFor(model.Graph.Output.Activation);
        Declaration declaration = DeclarationWriter.Write(model.Graph, className, file, model.Notes, trained);
        LoadedNetwork network;
        try
        {
            network = Load(declaration, className);
        }
        catch (ImportException) when (model.Graph.Layers().Any(layer => layer.Suggestion is not null))
        {
            // A name of the file may be one that a generated class has itself: then layers are numbered.
            foreach (LayerNode layer in model.Graph.Layers())
            {
                layer.Suggestion = null;
            }

            declaration = DeclarationWriter.Write(model.Graph, className, file, model.Notes, trained);
            network = Load(declaration, className);
        }

        try
        {
            network.SetTensors(model.Graph, declaration);
            return (declaration, network);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static LoadedNetwork Load(Declaration declaration, string className) =>
        LoadedNetwork.Load(declaration.Source, className[(className.LastIndexOf('.') + 1)..] + ".cs", className);

    private static Loss LossFor(Activation activation) => activation switch
    {
        Activation.Softmax => Loss.CategoricalCrossEntropy,
        Activation.Sigmoid => Loss.BinaryCrossEntropy,
        _ => Loss.MeanSquaredError,
    };

    // A file of weights has no outputs to compare with; what is written is read back.
    private static ImportResult Fill(ImportRequest request, string name, string like)
    {
        IReadOnlyList<(string Name, int[] Shape, double[] Values)> file = TensorFileReader.Read(request.File);
        using var network = LoadedNetwork.Load(Encoding.UTF8.GetString(FileBytes.Read(like)), like, request.ClassName);
        IReadOnlyList<(TensorInfo Tensor, string Name, double[] Values)> matches = TensorNaming.Match(network.Tensors, file, request.File);
        foreach ((TensorInfo tensor, string source, double[] values) in matches)
        {
            if (Array.FindIndex(values, value => !double.IsFinite(value)) is >= 0 and int wrong)
            {
                throw new ImportException($"'{request.File}': number {wrong} of '{source}' is {GraphBuilder.Number(values[wrong])}; a finite number was expected.");
            }

            network.Write(tensor, values);
        }

        return new ImportResult(
            "PyTorch weights", network.Summary, null, null, [.. matches.Select(match => $"{match.Tensor.Name} is {match.Name}"), .. NotesOn(request, name)], Write(request, name, null, network));
    }

    // An import before this one may have frozen its weights.
    private static string[] NotesOn(ImportRequest request, string name)
    {
        string path = Path.Combine(request.Output, name + ".Frozen.cs");
        return !request.Freeze && File.Exists(path)
            ? [$"'{path}' was there already, is not from this import and may hold other weights: import with --freeze, or delete it and what lies beside it."]
            : [];
    }

    private static IReadOnlyList<string> Write(ImportRequest request, string name, string? declaration, LoadedNetwork network)
    {
        try
        {
            using var files = new OutputFiles(request.Output);
            if (declaration is not null)
            {
                File.WriteAllText(files.PathOf(name + ".cs"), declaration);
            }

            network.Save(files.PathOf(name + ".safetensors"));
            if (request.Freeze)
            {
                network.ExportFrozen(files.PathOf(name + ".Frozen.cs"));
            }

            return files.Commit();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"Nothing was written: {exception.Message}", exception);
        }
    }

    // A .npy file holds samples, or one sequence, in the order of the source.
    private static IReadOnlyList<double[]>? Inputs(ImportRequest request, ImportedModel model)
    {
        if (request.Input is null)
        {
            return null;
        }

        (int[] shape, double[] values) = NpyFile.Read(request.Input);
        long size = model.Graph.Input.Shape.Count;
        if (Array.FindIndex(values, value => !double.IsFinite(value)) is >= 0 and int wrong)
        {
            throw new ImportException($"'{request.Input}': number {wrong} is {GraphBuilder.Number(values[wrong])}; a finite number was expected.");
        }

        if (values.Length == 0 || values.Length % size != 0)
        {
            throw new ImportException(string.Create(
                CultureInfo.InvariantCulture,
                $"'{request.Input}' has the shape ({string.Join(", ", shape)}), {values.Length} numbers; a multiple of {size} was expected, for samples of {model.Graph.Input.Shape}."));
        }

        return model.Graph.Input.Shape.IsOpen
            ? [model.Source!.FromSource(values)]
            : [.. values.Chunk((int)size).Select(sample => model.Source!.FromSource(sample))];
    }
}
