using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompiledNet.Generator.Parse;

/// <summary>Reads the arguments of one attribute, and tells where each is written.</summary>
internal sealed class AttributeReader
{
    private readonly AttributeData _data;

    public AttributeReader(AttributeData data, CancellationToken cancellation)
    {
        _data = data;
        Syntax = data.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;
    }

    /// <summary>The attribute as it is written; null in a compiled assembly.</summary>
    public AttributeSyntax? Syntax { get; }

    /// <summary>The arguments as they are written.</summary>
    public IEnumerable<AttributeArgumentSyntax> Arguments => Syntax?.ArgumentList is { } list ? list.Arguments : [];

    /// <summary>Whether the compiler understood the attribute; otherwise it has said why not.</summary>
    public bool IsValid =>
        _data.AttributeConstructor is { } constructor
        && _data.ConstructorArguments.Length == constructor.Parameters.Length // Fewer in code that is half typed.
        && _data.ConstructorArguments.All(argument => argument.Kind != TypedConstantKind.Error)
        && _data.NamedArguments.All(argument => argument.Value.Kind != TypedConstantKind.Error);

    /// <summary>What it is called between its brackets.</summary>
    public string Name => (_data.AttributeClass?.Name ?? "").Replace("Attribute", "");

    public Location Location => Syntax?.GetLocation() ?? Location.None;

    /// <summary>The type declaration that the attribute stands on.</summary>
    public SyntaxNode? Declaration => Syntax?.Parent?.Parent;

    /// <summary>The names of the constructor's parameters.</summary>
    public IEnumerable<string> Parameters => _data.AttributeConstructor?.Parameters.Select(parameter => parameter.Name) ?? [];

    /// <summary>The constructor's arguments, all of them texts or arrays of texts.</summary>
    public IReadOnlyList<string?> Texts() =>
    [
        .. _data.ConstructorArguments.SelectMany(argument =>
            argument.Kind != TypedConstantKind.Array ? [(string?)argument.Value]
            : argument.IsNull ? [null]
            : argument.Values.Select(text => (string?)text.Value)),
    ];

    /// <summary>The value of a constructor's parameter.</summary>
    public T Positional<T>(string parameter)
    {
        int index = IndexOf(parameter);
        return (T)_data.ConstructorArguments[index].Value!;
    }

    /// <summary>The value of a named argument, or null where it is not given.</summary>
    public T? NamedOrNull<T>(string name)
        where T : struct
    {
        foreach (KeyValuePair<string, TypedConstant> argument in _data.NamedArguments)
        {
            if (argument.Key == name)
            {
                return (T)argument.Value.Value!;
            }
        }

        return null;
    }

    /// <summary>The text of a named argument; null where it is not given or null.</summary>
    public string? Text(string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in _data.NamedArguments)
        {
            if (argument.Key == name)
            {
                return (string?)argument.Value.Value;
            }
        }

        return null;
    }

    /// <summary>Where an argument is written, by parameter or property name; the whole attribute where it is left out.</summary>
    public Location LocationOf(string name)
    {
        if (Syntax?.ArgumentList is not { } list)
        {
            return Location;
        }

        foreach (AttributeArgumentSyntax argument in list.Arguments)
        {
            if (argument.NameEquals?.Name.Identifier.ValueText == name || argument.NameColon?.Name.Identifier.ValueText == name)
            {
                return argument.GetLocation();
            }
        }

        int index = IndexOf(name);
        bool isPositional = index >= 0
            && index < list.Arguments.Count
            && list.Arguments[index] is { NameEquals: null, NameColon: null };
        return isPositional ? list.Arguments[index].GetLocation() : Location;
    }

    private int IndexOf(string parameter)
    {
        if (_data.AttributeConstructor is { } constructor)
        {
            for (int i = 0; i < constructor.Parameters.Length; i++)
            {
                if (constructor.Parameters[i].Name == parameter)
                {
                    return i;
                }
            }
        }

        return -1;
    }
}
