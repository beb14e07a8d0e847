using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Layers;
using CompiledNet.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompiledNet.Generator.Parse;

/// <summary>
/// The sizes of networks as arguments of others: <c>[Network(Encoder.OutputSize)]</c>, directly or through constants of the user's. While the
/// generator runs they do not exist. The other network is read first, and its sizes are declared in a copy of the compilation, where the compiler
/// finds the value of the argument, whatever expression it is.
/// </summary>
internal sealed class GeneratedSizes(Compilation compilation, CancellationToken cancellation)
{
    public const string InputSize = "InputSize";
    public const string OutputSize = "OutputSize";
    public const string ParameterCount = "ParameterCount";

    // A file that the generator could have written, so that what it declares is not taken for the user's.
    private static readonly string s_file = $"{typeof(NetworkGenerator).FullName}/Sizes.g.cs";

    private readonly Dictionary<INamedTypeSymbol, NetworkModel?> _read = new(SymbolEqualityComparer.Default);
    private readonly List<INamedTypeSymbol> _reading = [];

    // The networks that depend on each other, each on the next one; the last is the first.
    private IReadOnlyList<INamedTypeSymbol>? _circle;

    /// <summary>
    /// The class in a compilation in which its arguments have values. It is returned as it is if they have, or if something else is wrong.
    /// </summary>
    public (INamedTypeSymbol Type, Compilation Compilation) Complete(INamedTypeSymbol type, Findings findings)
    {
        AttributeReader[] unclear = [.. Attributes(type).Where(attribute => !attribute.IsValid)];
        if (unclear.Length == 0)
        {
            return (type, compilation);
        }

        _reading.Add(type);
        var declarations = new HashSet<string>(StringComparer.Ordinal);
        bool usesOwnInputs = false;
        foreach (AttributeArgumentSyntax argument in unclear.SelectMany(attribute => attribute.Arguments))
        {
            foreach ((INamedTypeSymbol network, string size) in SizeReferences.Of(argument, compilation, cancellation))
            {
                if (SymbolEqualityComparer.Default.Equals(network, type) && size == InputSize && AllButLayers(type))
                {
                    usesOwnInputs = true;
                }
                else if (Read(network) is { } model)
                {
                    declarations.Add(Declaration(network, model));
                }

                ReportCircle(type, argument, findings);
            }
        }

        _reading.RemoveAt(_reading.Count - 1);
        (INamedTypeSymbol Type, Compilation Compilation) copy = Declare(type, compilation, string.Join("\n", declarations));
        return usesOwnInputs && NetworkParser.AttributeOfNetwork(copy.Type, cancellation) is { IsValid: true } own
            ? Declare(copy.Type, copy.Compilation, Declaration(type, [(InputSize, NetworkParser.InputShape(own, new Findings())?.LongSize ?? 0)]))
            : copy;
    }

    private IEnumerable<AttributeReader> Attributes(INamedTypeSymbol type) =>
        NetworkParser.NetworksOf(type).Select(data => new AttributeReader(data, cancellation)).Concat(NetworkParser.LayerAttributes(type, cancellation));

    // A layer may be as wide as the network's inputs, as that of an autoencoder is; the number of inputs itself may not.
    private bool AllButLayers(INamedTypeSymbol type) =>
        NetworkParser.AttributeOfNetwork(type, cancellation).Arguments
            .SelectMany(argument => SizeReferences.Of(argument, compilation, cancellation))
            .All(reference => !SymbolEqualityComparer.Default.Equals(reference.Network, type));

    private NetworkModel? Read(INamedTypeSymbol network)
    {
        if (_read.TryGetValue(network, out NetworkModel? known))
        {
            return known;
        }

        int start = _reading.FindIndex(other => SymbolEqualityComparer.Default.Equals(other, network));
        if (start >= 0)
        {
            _circle ??= [.. _reading.Skip(start), network];
            return null;
        }

        NetworkModel? model = NetworkParser.Parse(network, compilation, new Findings(), this, cancellation);
        _read[network] = model;
        return model;
    }

    private void ReportCircle(INamedTypeSymbol type, AttributeArgumentSyntax argument, Findings findings)
    {
        if (_reading.Count == 1 && _circle is { } circle && SymbolEqualityComparer.Default.Equals(circle[0], type))
        {
            _circle = null;
            findings.Add(Rules.SizesInACircle, argument.GetLocation(), type.Name, string.Join(" → ", circle.Select(network => network.Name)));
        }
    }

    private (INamedTypeSymbol Type, Compilation Compilation) Declare(INamedTypeSymbol type, Compilation before, string text)
    {
        SyntaxNode? declaration = UserCode.Declarations(type, cancellation).OfType<TypeDeclarationSyntax>().FirstOrDefault();
        if (text.Length == 0 || declaration is null)
        {
            return (type, before);
        }

        Compilation after = before.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            text, (CSharpParseOptions)declaration.SyntaxTree.Options, s_file, cancellationToken: cancellation));
        return after.GetSemanticModel(declaration.SyntaxTree).GetDeclaredSymbol(declaration, cancellation) is INamedTypeSymbol copy
            ? (copy, after)
            : (type, before);
    }

    private string Declaration(INamedTypeSymbol network, NetworkModel model)
    {
        long parameters = model.Layers.Sum(layer =>
            LayerKind.Of(layer).Tensors(layer).Where(tensor => tensor.IsTrained).Sum(tensor => tensor.Count));
        return Declaration(
            network, [(InputSize, model.Inputs), (OutputSize, model.OutputLayer.Output.Size), (ParameterCount, parameters)]);
    }

    private string Declaration(INamedTypeSymbol network, IReadOnlyList<(string Name, long Value)> sizes)
    {
        TypeModel type = TypeParser.Parse(network, compilation, []);
        IEnumerable<string> headers = type.ContainingTypes.Append($"partial class {type.Name}{type.TypeParameters}");
        if (type.Namespace.Length > 0)
        {
            headers = headers.Prepend("namespace " + type.Namespace);
        }

        string constants = string.Concat(sizes.Select(size => FormattableString.Invariant($"public const int {size.Name} = {size.Value}; ")));
        return string.Join(" { ", headers.Append(constants)) + new string('}', headers.Count());
    }
}
