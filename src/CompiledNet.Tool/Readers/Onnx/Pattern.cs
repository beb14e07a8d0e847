namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>What a value is computed from, as a tree.</summary>
internal sealed class Pattern
{
    private Pattern()
    {
    }

    /// <summary>The operator at the top; null where there is none.</summary>
    public string? Root { get; private init; }

    /// <summary>What the operator reads.</summary>
    public Pattern[] Inputs { get; private init; } = [];

    /// <summary>Trees of which one suffices.</summary>
    public Pattern[] Choices { get; private init; } = [];

    /// <summary>What the value is called; the same name is the same value.</summary>
    public string? Name { get; private init; }

    /// <summary>Whether it must be a constant.</summary>
    public bool IsConstant { get; private init; }

    /// <summary>The number that it must be.</summary>
    public double? Value { get; private init; }

    public static Pattern Any(string name) => new() { Name = name };

    public static Pattern Constant(string name) => new() { Name = name, IsConstant = true };

    public static Pattern Number(double value) => new() { IsConstant = true, Value = value };

    public static Pattern Op(string name, params Pattern[] inputs) => new() { Root = name, Inputs = inputs };

    public static Pattern Either(params Pattern[] choices) => new() { Choices = choices };
}
