using System.Collections.Immutable;
using CompiledNet.Generator.Advice;
using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Parse;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CompiledNet.Generator;

/// <summary>Reports what is wrong with a declared network, or could be better, on the attribute or argument at fault.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Rules.NotPartial,
        Rules.ContainingTypeNotPartial,
        Rules.LayerWithoutNetwork,
        Rules.NoLayer,
        Rules.InputsNotPositive,
        Rules.UnitsNotPositive,
        Rules.TooManyParameters,
        Rules.LayersSpread,
        Rules.InvalidLayerName,
        Rules.DuplicateLayerName,
        Rules.LayerNameTaken,
        Rules.MemberTaken,
        Rules.ClassNameTaken,
        Rules.UnsupportedClass,
        Rules.UndefinedValue,
        Rules.InvalidSlope,
        Rules.PrimaryConstructor,
        Rules.ConstructorWithoutThis,
        Rules.UnsuitableBase,
        Rules.LanguageTooOld,
        Rules.FrozenForAnotherDeclaration,
        Rules.FrozenWeightsDamaged,
        Rules.FrozenWithoutNetwork,
        Rules.NotGenerated,
        Rules.SizesInACircle,
        Rules.UnknownSource,
        Rules.UnreadLayer,
        Rules.UnsuitableShape,
        Rules.NumberOutOfRange,
        Rules.SampleTooLarge,
        Rules.NothingJoined,
        AdviceRules.HiddenSoftmax,
        AdviceRules.CategoricalWithoutSoftmax,
        AdviceRules.BinaryWithoutSigmoid,
        AdviceRules.SoftmaxOfOneUnit,
        AdviceRules.ReLUUnderCrossEntropy,
        AdviceRules.ArgumentWithoutEffect,
        AdviceRules.LinearLayersInARow,
        AdviceRules.SlowBuild,
        AdviceRules.Generated,
        AdviceRules.LayerWithoutEffect,
        AdviceRules.DropoutOfOutputs,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var findings = new Findings();
        if (!NetworkParser.IsCandidate(type))
        {
            FrozenParser.CheckHasNetwork(type, findings, context.CancellationToken);
        }
        else if (NetworkParser.Parse(type, context.Compilation, findings, context.CancellationToken) is { } model)
        {
            NetworkAdvice.Add(type, model, context.Compilation, findings, context.CancellationToken);
            MissingPart.Check(type, context.Compilation, findings, context.CancellationToken);
        }

        foreach (Diagnostic diagnostic in findings.ToImmutable())
        {
            context.ReportDiagnostic(diagnostic);
        }
    }
}
