using CompiledNet.Generator.Functions;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Emit;

/// <summary>
/// The words of the emitted code that depend on the network: its number type, and how types are called where a simple name would
/// mean something of the user's.
/// </summary>
internal sealed class Vocabulary : IWords
{
    private const string Library = "CompiledNet";

    private readonly SortedSet<string> _used = new(StringComparer.Ordinal);
    private readonly TypeModel _type;
    private readonly bool _hasKernels;
    private readonly Precision _precision;

    public Vocabulary(Precision precision, TypeModel type, bool hasKernels = true)
    {
        _hasKernels = hasKernels;
        _precision = precision;
        _type = type;
    }

    /// <summary>The number type.</summary>
    public string T => _precision == Precision.Single ? "float" : "double";

    /// <summary>The attributes of emitted members: analyzers leave them alone, and coverage does not count them.</summary>
    public string GeneratedCode => $"[{GeneratedBy}, {Type(EmittedTypes.UncoveredName)}]";

    /// <summary>The same for a method that <see cref="CompileAtOnce(CodeWriter)"/> marks.</summary>
    public string GeneratedStep => _hasKernels
        ? $"[{GeneratedBy}, {Type(EmittedTypes.UncoveredName)}, {Type(EmittedTypes.MethodImplName)}({Option("AggressiveOptimization")})]"
        : GeneratedCode;

    /// <summary>The attribute of emitted fields and constants, which hold nothing that coverage could count.</summary>
    public string GeneratedField => $"[{GeneratedBy}]";

    private string GeneratedBy => $"{Type(EmittedTypes.GeneratedCodeName)}(\"{NetworkEmitter.ToolName}\", \"{NetworkEmitter.ToolVersion}\")";

    /// <summary>The attribute of members that kernels read: once the inliner's budget is spent, even a constant becomes a call without it.</summary>
    public string Inlined => $"[{Type(EmittedTypes.MethodImplName)}({Option("AggressiveInlining")})]";

    /// <summary>
    /// The attribute of a kernel: compiled with full optimisation at once, since in the JIT's first tier each operation on a register is a call, and never
    /// inlined, since inside a caller the inliner's budget could run out before the last operation.
    /// </summary>
    public string Kernel => $"[{Type(EmittedTypes.MethodImplName)}({Option("AggressiveOptimization")} | {Option("NoInlining")})]";

    /// <summary>Whether there are vector registers, which the JIT knows before it reads the branch: nothing of the other one is compiled.</summary>
    public string HasRegisters => Type("Vector128") + ".IsHardwareAccelerated";

    public string Span => Type("Span") + "<" + T + ">";

    public string ReadOnlySpan => Type("ReadOnlySpan") + "<" + T + ">";

    /// <summary>The class of the number type's functions.</summary>
    public string MathClass => Type(_precision == Precision.Single ? "MathF" : "Math");

    /// <summary>The type of an offset from a reference. <c>nint</c> is no keyword: a type of the user's may have that name.</summary>
    public string Offset => Type("IntPtr");

    public int ElementSize => _precision == Precision.Single ? sizeof(float) : sizeof(double);

    /// <summary>
    /// Writes the attribute of a method that lies on the way of a call: compiled with full optimisation at the first call. In the JIT's first tier each
    /// property that it reads would be a call, and on one processor a second or more passes before the JIT comes back. A network that is only the
    /// textbook has none: a debugger shows its variables.
    /// </summary>
    public void CompileAtOnce(CodeWriter w) => CompileAtOnce(w, "");

    /// <summary>The same for a method that is to stay out of its caller.</summary>
    public void CompileAtOnceAlone(CodeWriter w) => CompileAtOnce(w, $" | {Option("NoInlining")}");

    private void CompileAtOnce(CodeWriter w, string more)
    {
        if (_hasKernels)
        {
            w.Line($"[{Type(EmittedTypes.MethodImplName)}({Option("AggressiveOptimization")}{more})]");
        }
    }

    private string Option(string name)
    {
        UsesOptions = true;
        return _type.NeedsFullNames ? $"{Full(EmittedTypes.OptionsNamespace, _type)}.{EmittedTypes.OptionsType}.{name}" : name;
    }

    /// <summary>What to write for one of <see cref="EmittedTypes.All"/>.</summary>
    public string Type(string name)
    {
        string space = EmittedTypes.All.First(type => type.Name == name).Namespace;
        _used.Add(space);
        return _type.NeedsFullNames ? Full(space, _type) + "." + name : name;
    }

    /// <summary>The namespaces of the types that were written so far.</summary>
    public IEnumerable<string> UsedNamespaces => _used;

    /// <summary>Whether <see cref="EmittedTypes.OptionsType"/> was written so far.</summary>
    public bool UsesOptions { get; private set; }

    /// <summary>The full name of a type of the library's that is none of <see cref="EmittedTypes.All"/>, because the network has one of that name.</summary>
    public string OfLibrary(string name) => $"{Full(Library, _type)}.{name}";

    /// <summary>A namespace as emitted code names it. That of the library is found below an alias if the project gives its reference one.</summary>
    public static string Full(string space, TypeModel type) => $"{(IsOfLibrary(space) ? type.LibraryAlias : TypeModel.NoAlias)}::{space}";

    private static bool IsOfLibrary(string space) => space == Library || space.StartsWith(Library + ".", StringComparison.Ordinal);

    /// <summary>A number of the network's as a double, in which losses are summed.</summary>
    public string AsDouble(string expression) => _precision == Precision.Single ? "(double)" + expression : expression;

    public string Literal(double value) => Emit.Literal.Of(value, _precision);
}
