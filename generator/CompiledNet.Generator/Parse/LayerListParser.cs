using System.Globalization;
using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Layers;
using CompiledNet.Generator.Model;
using Microsoft.CodeAnalysis;

namespace CompiledNet.Generator.Parse;

/// <summary>Reads the layers of a network and how they are wired: by default each takes the output of the one before.</summary>
internal sealed class LayerListParser(
    INamedTypeSymbol type,
    AttributeReader network,
    Shape input,
    Precision precision,
    Findings findings,
    CancellationToken cancellation)
{
    /// <summary>What one array holds, less room for alignment.</summary>
    public const long MostNumbers = 0x7FFFFFC7 - 64;

    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);

    // For each value its shape, or null after an error; the first is the network's input.
    private readonly List<Shape?> _shapes = [input];

    private readonly List<(LayerModel? Model, AttributeReader Attribute)> _layers = [];
    private long _parameters;
    private bool _isTooLarge;

    /// <summary>The layers that could be read, first to last. Whether there were errors, the findings say.</summary>
    public List<LayerModel> Parse(List<AttributeData> attributes)
    {
        if (attributes.Count == 0)
        {
            findings.Add(Rules.NoLayer, network.Location, type.Name);
        }

        List<AttributeReader> readers = [.. attributes.Select(attribute => new AttributeReader(attribute, cancellation))];
        CheckOneDeclaration(readers);
        for (int i = 0; i < attributes.Count; i++)
        {
            LayerModel? model = readers[i].IsValid ? Read(NetworkParser.KindOf(attributes[i], type)!, readers[i], i + 1, readers) : null;
            if (!readers[i].IsValid)
            {
                findings.AddCompilerError();
            }

            _layers.Add((model, readers[i]));
            _shapes.Add(model?.Output);
        }

        CheckAllAreRead();
        return [.. _layers.Select(layer => layer.Model).OfType<LayerModel>()];
    }

    private void CheckOneDeclaration(List<AttributeReader> readers)
    {
        SyntaxNode? declaration = null;
        foreach (AttributeReader attribute in readers.Where(reader => reader.IsValid))
        {
            declaration ??= attribute.Declaration;
            if (attribute.Declaration != declaration)
            {
                findings.Add(Rules.LayersSpread, attribute.Location, type.Name);
                return;
            }
        }
    }

    private LayerModel? Read(LayerKind kind, AttributeReader attribute, int index, List<AttributeReader> all)
    {
        string name = NameOf(attribute, index);
        LayerModel? model = kind.Read(attribute, name, precision, findings);
        int[]? sources = Sources(kind, attribute, index, all);
        LayerNameChecks.CheckAlone(name, index, _names, attribute, findings);
        if (model is null || sources is null || sources.Any(source => _shapes[source] is null))
        {
            return null;
        }

        Shape[] inputs = [.. sources.Select(source => _shapes[source]!)];
        if (kind.Infer(model, inputs, attribute, findings) is not { } output)
        {
            return null;
        }

        model = model with
        {
            Sources = new EquatableArray<int>(sources),
            Inputs = new EquatableArray<Shape>(inputs),
            Output = output,
        };
        return IsTooLarge(kind, model, attribute) ? null : model;
    }

    private static string NameOf(AttributeReader attribute, int index) =>
        attribute.Text("Name") ?? "Layer" + index.ToString(CultureInfo.InvariantCulture);

    private bool IsTooLarge(LayerKind kind, LayerModel model, AttributeReader attribute)
    {
        _parameters += kind.PaddedLength(model, precision == Precision.Single ? sizeof(float) : sizeof(double));
        if (_parameters > MostNumbers && !_isTooLarge)
        {
            _isTooLarge = true;
            findings.Add(
                Rules.TooManyParameters,
                attribute.LocationOf("units"),
                model.Name,
                _parameters.ToString("N0", CultureInfo.InvariantCulture));
        }

        _parameters = Math.Min(_parameters, MostNumbers + 1);
        if (model.Output.LongSize > int.MaxValue)
        {
            findings.Add(
                Rules.SampleTooLarge,
                attribute.Location,
                $"The output of the layer '{model.Name}'",
                model.Output.LongSize.ToString("N0", CultureInfo.InvariantCulture));
            return true;
        }

        return false;
    }

    // The values that a layer takes: the one before or that of From, and those that the kind joins. Null after an error.
    private int[]? Sources(LayerKind kind, AttributeReader attribute, int index, List<AttributeReader> all)
    {
        var sources = new List<int?>();
        sources.Add(attribute.Text("From") is { } from ? Source(from, attribute, "From", index, all) : index - 1);
        foreach (string? name in kind.JoinedNames(attribute))
        {
            sources.Add(Source(name ?? "", attribute, "layers", index, all));
        }

        return sources.Contains(null) ? null : [.. sources.OfType<int>()];
    }

    private int? Source(string name, AttributeReader attribute, string argument, int index, List<AttributeReader> all)
    {
        if (name == GeneratedNames.Input)
        {
            return 0;
        }

        if (_names.TryGetValue(name, out int source))
        {
            return source;
        }

        bool isItself = NameOf(attribute, index) == name;
        bool isLater = Enumerable.Range(index, all.Count - index).Any(i => all[i].IsValid && NameOf(all[i], i + 1) == name);
        string known = string.Join(", ", _names.Keys.Prepend(GeneratedNames.Input).Select(known => $"'{known}'"));
        findings.Add(
            Rules.UnknownSource,
            attribute.LocationOf(argument),
            name,
            isItself ? "the layer itself, which takes only what stands above it" : isLater ? "declared below: a layer takes only what stands above it" : $"none of the values above it: use one of {known}");
        return null;
    }

    private void CheckAllAreRead()
    {
        if (!findings.IsEmpty)
        {
            return;
        }

        var read = new HashSet<int>(_layers.SelectMany(layer => layer.Model!.Sources));
        for (int i = 0; i < _layers.Count - 1; i++)
        {
            if (!read.Contains(i + 1))
            {
                findings.Add(Rules.UnreadLayer, _layers[i].Attribute.Location, _layers[i].Model!.Name);
            }
        }
    }
}
