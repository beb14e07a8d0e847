namespace CompiledNet.Generator.Functions;

/// <summary>What a function wants to know of the network for which it is written: the number type, and how types are called.</summary>
internal interface IWords
{
    /// <summary>The number type.</summary>
    string T { get; }

    /// <summary>The runtime's class of functions of that type.</summary>
    string MathClass { get; }

    /// <summary>A number of that type.</summary>
    string Literal(double value);

    /// <summary>A type of the runtime or the library.</summary>
    string Type(string name);

    /// <summary>An expression of the network's precision as a double.</summary>
    string AsDouble(string expression);
}
