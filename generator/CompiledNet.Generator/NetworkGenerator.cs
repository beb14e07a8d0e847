using System.Text;
using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using CompiledNet.Generator.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CompiledNet.Generator;

/// <summary>Writes the forward and backward propagation of every class with a <c>[Network]</c> attribute.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    /// <summary>The names of the pipeline's steps, in order, by which tests and tools track them.</summary>
    public static class Steps
    {
        /// <summary>Attributes to model: what the user said.</summary>
        public const string Model = nameof(Model);

        /// <summary>Model to plan: what was decided.</summary>
        public const string Plan = nameof(Plan);

        /// <summary>Plan to text.</summary>
        public const string Source = nameof(Source);

        /// <summary>The names that differ only in case, and so need another file name.</summary>
        public const string CaseTwins = nameof(CaseTwins);
    }

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<NetworkModel> models = context.SyntaxProvider
            .ForAttributeWithMetadataName(NetworkParser.NetworkAttribute, static (node, _) => node is ClassDeclarationSyntax, ReadModel)
            .WithTrackingName(Steps.Model)
            .SelectMany(static (model, _) => model is null ? Array.Empty<NetworkModel>() : [model]);

        IncrementalValuesProvider<(string FullName, EquatableArray<GeneratedFile> Files)> sources = models
            .Select(static (model, _) => NetworkPlanner.Plan(model))
            .WithTrackingName(Steps.Plan)
            .Select(static (plan, _) => (plan.Type.FullName, GeneratedFile.AllOf(plan)))
            .WithTrackingName(Steps.Source);

        IncrementalValueProvider<EquatableArray<string>> caseTwins = models
            .Select(static (model, _) => model.Type.FullName)
            .Collect()
            .Select(static (names, _) => HintName.CaseTwins(names))
            .WithTrackingName(Steps.CaseTwins);

        context.RegisterSourceOutput(sources.Combine(caseTwins), static (output, pair) =>
        {
            // Two types of one name are an error that the compiler reports; two files of one name would lose all output.
            if (pair.Right.Count(other => other == pair.Left.FullName) > 1)
            {
                return;
            }

            string name = HintName.Of(pair.Left.FullName, pair.Right);
            foreach (GeneratedFile file in pair.Left.Files)
            {
                output.AddSource(name + file.Ending, SourceText.From(file.Text, Encoding.UTF8));
            }
        });
    }

    private static NetworkModel? ReadModel(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        NetworkParser.Parse((INamedTypeSymbol)context.TargetSymbol, context.SemanticModel.Compilation, new Findings(), cancellation);
}
