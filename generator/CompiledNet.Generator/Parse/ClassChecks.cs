using CompiledNet.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompiledNet.Generator.Parse;

/// <summary>Checks what kind of class the network is, what lies around it, and how it is constructed.</summary>
internal static class ClassChecks
{
    public static void Check(INamedTypeSymbol type, Compilation compilation, Findings findings, CancellationToken cancellation)
    {
        Location location = UserCode.LocationOf(type);
        CheckLanguage(type, location, findings);
        if (UnsupportedKind(type) is { } kind)
        {
            findings.Add(Rules.UnsupportedClass, location, type.Name, kind);
        }

        if (FindNotPartial(type, cancellation) is { } declaration)
        {
            findings.Add(Rules.NotPartial, LocationOf(declaration, type), type.Name);
        }

        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            if (FindNotPartial(outer, cancellation) is { } part)
            {
                findings.Add(Rules.ContainingTypeNotPartial, LocationOf(part, outer), outer.Name, type.Name);
            }
        }

        CheckConstructors(type, findings, cancellation);
        CheckBase(type, compilation, location, findings);
    }

    private static void CheckLanguage(INamedTypeSymbol type, Location location, Findings findings)
    {
        if (location.SourceTree?.Options is CSharpParseOptions options && options.LanguageVersion < LanguageVersion.CSharp12)
        {
            findings.Add(Rules.LanguageTooOld, location, type.Name, options.LanguageVersion.ToDisplayString());
        }
    }

    private static string? UnsupportedKind(INamedTypeSymbol type)
    {
        if (type.IsRecord)
        {
            return "a record, whose copies would share one set of parameters";
        }

        if (type.IsStatic)
        {
            return "static, and so has no parameters of its own";
        }

        if (type.IsAbstract)
        {
            return "abstract, and so cannot be constructed";
        }

        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal)
            {
                return outer.Equals(type, SymbolEqualityComparer.Default)
                    ? "local to its file, which the generated part is not in"
                    : $"inside '{outer.Name}', which is local to its file, and the generated part is not in it";
            }
        }

        return null;
    }

    // The declaration that lacks the modifier. A file with statements outside of any type is a part of the class Program as well, which the
    // compiler makes partial by itself.
    private static SyntaxNode? FindNotPartial(INamedTypeSymbol type, CancellationToken cancellation) =>
        UserCode.Declarations(type, cancellation).FirstOrDefault(node =>
            node is not CompilationUnitSyntax
            && !(node is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword)));

    private static Location LocationOf(SyntaxNode declaration, INamedTypeSymbol type) =>
        declaration is BaseTypeDeclarationSyntax { Identifier: var name } ? name.GetLocation() : UserCode.LocationOf(type);

    private static void CheckConstructors(INamedTypeSymbol type, Findings findings, CancellationToken cancellation)
    {
        foreach (ClassDeclarationSyntax declaration in UserCode.Declarations(type, cancellation).OfType<ClassDeclarationSyntax>())
        {
            if (declaration.ParameterList is { } parameters)
            {
                findings.Add(Rules.PrimaryConstructor, parameters.GetLocation(), type.Name);
            }

            foreach (ConstructorDeclarationSyntax constructor in declaration.Members.OfType<ConstructorDeclarationSyntax>())
            {
                bool isDefinitionOfPartial =
                    constructor.Modifiers.Any(SyntaxKind.PartialKeyword) && constructor is { Body: null, ExpressionBody: null };
                if (!constructor.Modifiers.Any(SyntaxKind.StaticKeyword)
                    && !isDefinitionOfPartial
                    && constructor.Initializer?.Kind() != SyntaxKind.ThisConstructorInitializer)
                {
                    findings.Add(Rules.ConstructorWithoutThis, constructor.Identifier.GetLocation(), type.Name);
                }
            }
        }
    }

    private static void CheckBase(INamedTypeSymbol type, Compilation compilation, Location location, Findings findings)
    {
        if (type.BaseType is not { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } parent)
        {
            return;
        }

        for (INamedTypeSymbol? ancestor = parent; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (NetworkParser.IsNetwork(ancestor))
            {
                findings.Add(
                    Rules.UnsuitableBase, location, type.Name, ancestor.Name, "which is a network itself: keep it in a field instead");
                return;
            }
        }

        bool canConstruct = parent.InstanceConstructors.Any(constructor =>
            constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams)
            && compilation.IsSymbolAccessibleWithin(constructor, type));
        if (!canConstruct)
        {
            findings.Add(
                Rules.UnsuitableBase, location, type.Name, parent.Name, "which has no constructor that can be called without arguments");
        }
    }
}
