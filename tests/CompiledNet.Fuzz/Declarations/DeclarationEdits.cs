using System.Text.RegularExpressions;

namespace CompiledNet.Fuzz.Declarations;

/// <summary>The ways in which a declaration is spoilt, or made strange: each takes a source and gives another.</summary>
internal static partial class DeclarationEdits
{
    private static readonly string[] s_numbers =
    [
        "0", "-1", "1", "2", "17", "65", "1000", "2147483647", "2147483648", "1.5", "1f", "\"3\"", "'a'", "null", "default", "sizeof(int)", "1 + 1",
        "int.MaxValue", "unchecked((int)0x80000000)", "true", "nameof(System)", "X", "", "(2)", "0x10", "1_0", "3 * \"\".Length", "typeof(int)", "new int[0]",
    ];

    private static readonly string[] s_names =
    [
        "\"Forward\"", "\"Backward\"", "\"class\"", "\"\"", "null", "\"1a\"", "\"a b\"", "\"Layer2\"", "\"Layer1\"", "\"@if\"", "\"é\"", "\"T\"", "\"Weights\"", "\"Workspace\"",
        "\"Propagation\"", "\"Kernels\"", "\"Inference\"", "\"Description\"", "\"Parameters\"", "\"Net\"", "\"Input\"", "\"Output\"", "\"Gradients\"", "\"System\"", "\"Span\"", "\"W1\"", "\"A1\"",
        "\"Z1\"", "\"Delta1\"", "\"ToString\"", "\"GetType\"", "\"Equals\"", "\"MemberwiseClone\"", "\"Finalize\"", "\"get_Parameters\"", "\"BatchSize\"", "\"\\u0041b\"", "\"\\u200B\"", "\"_\"", "\"__arglist\"",
        "\"𝒳\"", "\"record\"", "\"var\"", "\"dynamic\"", "\"value\"", "\"field\"", "\"nameof\"", "\"Loss\"", "\"CompiledNet\"", "\"Activation\"", "\"InputSize\"", "\"Summary\"", "\"\\n\"", "\"a\\u0301\"", "\"ª\"",
        "\"LongLongLongLongLongLongLongLongLongLongLongLongLongLongLongLongLongLongLongLongLongLongLongLongLongLongLongLongLongLongLongLongLong\"",
        "\"_parameterBuffer\"", "\"PropagateBack\"", "\"OnForward\"", "\"PartOfForward1\"", "\"CheckForward\"", "\"Calls\"", "\"Size\"", "\"Nested\"", "\"EvaluateLoss\"", "\"Layers\"", "\"CreateWorkspace\"", "\"parameters\"", "\"samples\"",
        "\"ShapeOfForwardLayer1\"", "\"ForwardLayer2\"", "\"Outer\"", "\"TOther\"", "\"INetwork\"", "\"Array\"", "\"float\"", "\"Single\"", "\"Math\"",
    ];

    private static readonly string[] s_extraArguments =
    [
        "Bias = null", "Bias = false", "Bias = 1 == 1", "Slope = double.NaN", "Slope = -1", "Slope = 1e400", "Slope = double.Epsilon", "Slope = 1 / 0.0", "Slope = -0.0", "Slope = 1e300",
        "Slope = \"x\"", "Slope = 1", "Initializer = (Initializer)7", "Initializer = Initializer.Zeros", "BiasInitializer = (BiasInitializer)(-1)", "BiasInitializer = BiasInitializer.Uniform",
        "Units = 3", "Activation = Activation.ReLU", "Loss = Loss.Huber", "Loss = (Loss)99", "Precision = Precision.Double", "Precision = (Precision)2", "Missing = 1", "activation: Activation.Tanh",
        "units: 4", "inputs: 4", "Inputs = 4", "Name = nameof(Net)", "Name = \"a\" + \"b\"", "Name = default", "2", "Activation.Softmax", "Activation.Sofmax", "(Activation)14", "(Activation)(-1)", "default",
    ];

    private static readonly string[] s_identifiers =
    [
        "Span", "ReadOnlySpan", "Loss", "Workspace", "System", "CompiledNet", "Parameters", "Layer1", "T", "Math", "MathF", "Propagation", "Kernels", "Inference", "Net", "Forward", "@class", "@int", "dynamic", "var",
        "record", "_", "Ünïcode", "名前", "a\u0301", "\\u0041", "Activations", "Losses", "Array", "Object", "String", "INetwork", "Dense", "Network", "DenseAttribute", "Activation", "AlignedBuffer", "Scratch",
        "GeneratedCodeAttribute", "global", "nameof", "field", "value", "partial", "where", "await", "Description", "MatrixProduct", "ISimd", "Simd128", "Simd512", "TVector", "ParameterInitializer", "IReadOnlyList", "Initializer",
        "LayerInfo", "TensorLayout", "Z1", "A1", "args", "X", "async", "file", "required", "scoped", "unmanaged", "notnull", "nint", "managed",
    ];

    private static readonly string[] s_members =
    [
        "public int Forward;", "public void Forward(System.ReadOnlySpan<float> input, System.Span<float> output) { }", "public void Forward(int other) { }", "class Workspace { }", "public const int InputSize = 2;",
        "public Net() { }", "static Net() { }", "public Net(long seed) { }", "public Net(long seed, int other) : this(seed) { }", "public Net(int other) : base() { }", "~Net() { }", "public int this[int i] => i;",
        "public static Net operator +(Net a, Net b) => a;", "event System.Action Layer1;", "enum Loss { A }", "delegate void Span();", "const int Layer2 = 1;", "int Kernels;", "private struct Propagation { }",
        "static class Activations { }", "interface ISimd<T> { }", "int System;", "class System { }", "class CompiledNet { }", "void CompiledNet() { }", "string float_;", "public override string ToString() => \"\";",
        "partial void OnForward();", "int Loss => 1;", "float T;", "class T { }", "public static int OutputSize() => 1;", "void INetwork<float>.Forward() { }", "int CompiledNet.INetwork<float>.InputSize => 1;",
        "private readonly int _parameterBuffer = 1;", "using var x = 1;", "int;", "{", "}", "public required int Needed { get; init; }", "extern void M();", "[Dense(3)] void M() { }", "class Net { }", "class Math { }", "int nameof(int x) => x;",
        "global::System.Int32 global;", "int Math => 3;", "static int ReadOnlySpan<TItem>() => 1;", "record Workspace;", "unsafe int* p;", "int[] Array;", "public class MatrixProduct { }", "int Simd128;", "void PropagateBack() { }", "event System.Action OnForward;", "void OnBackward() { }",
        "partial void OnForward(CompiledNet.LayerInfo layer, CompiledNet.SampleView<float> z, CompiledNet.SampleView<float> a) { }",
        "partial void OnBackward(CompiledNet.LayerInfo layer, CompiledNet.SampleView<float> delta, CompiledNet.MatrixView<float> dW, CompiledNet.VectorView<float> db) { }",
        "partial void OnForward(CompiledNet.LayerInfo layer, CompiledNet.SampleView<double> z, CompiledNet.SampleView<double> a);",
        "class GeneratedCode { }", "class GeneratedCodeAttribute { }", "[System.Obsolete] public void Old() { }", "public static explicit operator int(Net n) => 1;", "protected Net(double d) : this((long)d) { }", "partial int Part { get; }",
    ];

    private static readonly string[] s_modifiers =
        ["static", "abstract", "sealed", "file", "unsafe", "ref", "readonly", "private", "protected", "new", "partial", "public", "virtual", "record", "async", "extern", "required", "volatile"];

    private static readonly string[] s_kinds = ["struct", "record", "record class", "record struct", "interface", "enum", "ref struct", "delegate", "union", "static class", "abstract class", "extension"];

    private static readonly string[] s_typeParameters =
    [
        "<T>", "<Span>", "<in T>", "<T, T>", "<@class>", "<T, U>", "<float>", "<System>", "<CompiledNet>", "<TVector>", "<Workspace>", "<Layer1>", "<Net>", "<>", "<T", "<[System.Obsolete] T>", "<INetwork>", "<Activation>", "<out T>", "<Kernels>",
    ];

    private static readonly string[] s_bases =
    [
        ": object", ": CompiledNet.INetwork<float>", ": CompiledNet.INetwork<double>", ": System.IDisposable", ": Missing", ": System.Exception", ": System.Enum", ": Net", ": System.Collections.Generic.List<int>", ": System.IO.Stream", ": System.ValueType",
        ": string", ": System.Attribute", ": dynamic", ": CompiledNet.Workspace<float>", ": CompiledNet.Optimizer", ": System.Threading.Thread", ": First", ": int", ": System.MulticastDelegate", ": T", ": System.IEquatable<Net>",
    ];

    private static readonly string[] s_attributes =
    [
        "[Network]", "[Network()]", "[Network(2)]", "[Network(2, 3)]", "[Network<int>(2)]", "[Dense(3)]", "[Dense]", "[Dense(3, Activation.ReLU), Dense(2)]", "[type: Network(2)]", "[assembly: Network(2)]", "[method: Dense(2)]", "[return: Dense(1)]",
        "[System.Obsolete(\"old\", true)]", "[System.Obsolete]", "[Serializable]", "[Missing]", "[System.ComponentModel.EditorBrowsable]", "[CompiledNet.Dense(1, (Activation)3)]", "[Dense(int.MaxValue)]", "[Dense(40000), Dense(60000)]",
        "[System.Runtime.CompilerServices.SkipLocalsInit]", "[System.Diagnostics.CodeAnalysis.Experimental(\"E1\")]", "[Dense(3, Name = \"A\"), Dense(3, Name = \"A\")]", "[field: Network(1)]",
    ];

    private static readonly string[] s_lines =
    [
        "#if X", "#endif", "#nullable disable", "#nullable enable", "#line 5 \"x.cs\"", "#pragma warning disable", "#error stop", "#region r", "using System;", "using static System.Math;", "using Loss = System.String;", "using Activation = System.Int32;",
        "global using Dense = CompiledNet.DenseAttribute;", "extern alias other;", "using Network = System.ObsoleteAttribute;", "namespace System { class Int32 { } }", "namespace CompiledNet { class Span { } }", "namespace Demo { class Span<T> { } }",
        "namespace CompiledNet { public class NetworkAttribute : System.Attribute { public NetworkAttribute(int i) { } } }", "class CompiledNet { }", "class System { }", "namespace Demo.CompiledNet { class A { } }", "namespace Demo.System { class A { } }",
        "public partial class Net { }", "partial class Net { int Extra; }", "[Dense(2)] partial class Net { }", "[Network(2)] partial class Net { }", "[Network(2), Dense(3)] partial class net { }", "[Network(2), Dense(3)] partial class Net<T> { }",
        "partial struct Net { }", "/*", "*/", "//", "\"\"\"", "\uFEFF", "file class Hidden { }", "class Span { }", "struct ReadOnlySpan<T> { }", "class Activations { }", "class Workspace { }", "interface INetwork<T> { }", "delegate int Scratch();", "using CompiledNet = System.Int32;",
        "using System = CompiledNet;", "enum Initializer { A }", "namespace @namespace { }", "static class Extensions { public static void Slice(this System.Span<float> s, int a, int b) { } }", "[module: System.Runtime.CompilerServices.SkipLocalsInit]", "class Kernels { }", "class ISimd { }",
    ];

    private static readonly string[] s_tokens =
    [
        "{", "}", "(", ")", "[", "]", ";", ",", ".", "::", "<", ">", "class", "partial", "namespace", "=", "\"", "'", "@", "$", "#", "\\", "int", "public", "where T : class", "=>", "?", "!", "new", "\0", "\u200D", "\uD83D", "\u202E", "é", "0", "this", "base", "null", "::global", "default",
    ];

    private static readonly Func<string, Random, string>[] s_edits =
    [
        Number, Number, Number, EnumValue, EnumValue, LayerName, LayerName, LayerName, ExtraArgument, ExtraArgument, ExtraArgument, DropToken, DoubleToken, InsertToken, SwapTokens, DropLine, DoubleLine, InsertCharacter,
        RenameClass, RenameClass, RenameAnything, Member, Member, Member, Member, Modifier, DropModifier, Kind, TypeParameters, TypeParameters, Base, Base, AddAttribute, AddAttribute, InsertLine, InsertLine, InsertLine, Wrap, Wrap, Nest, DuplicateClass, Truncate,
        WholeNumberOfLayers, DropNamespace,
    ];

    /// <summary>How many edits there are.</summary>
    public static int Count => s_edits.Length;

    /// <summary>One edit. The same seed gives the same edit.</summary>
    public static string Apply(string source, int edit, int seed) => s_edits[edit](source, new Random(seed));

    private static string Number(string s, Random r) => ReplaceOne(s, NumberPattern(), Pick(s_numbers, r), r);

    private static string EnumValue(string s, Random r) =>
        ReplaceOne(s, EnumPattern(), Pick(["(Activation)99", "Loss.None", "Activation.None", "Activation.Softmax", "Activation.Tanh", "0", "1", "null", "Loss", "default(Activation)", "Loss.CategoricalCrossEntropy", "Initializer.Auto", "(Loss)6", "(Loss)(-1)", "Precision.Double"], r), r);

    private static string LayerName(string s, Random r) => LayerNamePattern().IsMatch(s) && r.Next(2) == 0
        ? ReplaceOne(s, LayerNamePattern(), "Name = " + Pick(s_names, r), r)
        : InsertBeforeClosing(s, "Name = " + Pick(s_names, r), r);

    private static string ExtraArgument(string s, Random r) => InsertBeforeClosing(s, Pick(s_extraArguments, r), r);

    private static string InsertBeforeClosing(string s, string argument, Random r) =>
        ReplaceOne(s, AttributeEndPattern(), ", " + argument + ")]", r);

    private static string DropToken(string s, Random r) => ReplaceOne(s, TokenPattern(), "", r);

    private static string DoubleToken(string s, Random r) => ReplaceOne(s, TokenPattern(), "$0 $0", r);

    private static string InsertToken(string s, Random r)
    {
        Match token = PickMatch(s, TokenPattern(), r);
        return s.Insert(token.Index, Pick(s_tokens, r) + " ");
    }

    private static string SwapTokens(string s, Random r)
    {
        Match one = PickMatch(s, TokenPattern(), r);
        Match two = one.NextMatch();
        return two.Success
            ? s[..one.Index] + two.Value + s[(one.Index + one.Length)..two.Index] + one.Value + s[(two.Index + two.Length)..]
            : s;
    }

    private static string DropLine(string s, Random r)
    {
        List<string> lines = [.. s.Split('\n')];
        lines.RemoveAt(r.Next(lines.Count));
        return string.Join('\n', lines);
    }

    private static string DoubleLine(string s, Random r)
    {
        List<string> lines = [.. s.Split('\n')];
        int line = r.Next(lines.Count);
        lines.Insert(r.Next(lines.Count), lines[line]);
        return string.Join('\n', lines);
    }

    private static string InsertLine(string s, Random r)
    {
        List<string> lines = [.. s.Split('\n')];
        int place = r.Next(3) switch { 0 => 0, 1 => lines.Count, _ => r.Next(lines.Count) };
        lines.Insert(place, Pick(s_lines, r));
        return string.Join('\n', lines);
    }

    private static string InsertCharacter(string s, Random r) => s.Insert(r.Next(s.Length + 1), ((char)(r.Next(4) == 0 ? r.Next(0x10000) : r.Next(32, 127))).ToString());

    private static string RenameClass(string s, Random r) => ReplaceOne(s, ClassNamePattern(), "$1" + Pick(s_identifiers, r).Replace("$", "$$", StringComparison.Ordinal), r);

    private static string RenameAnything(string s, Random r)
    {
        string name = PickMatch(s, IdentifierPattern(), r).Value;
        return name.Length == 0 ? s : Regex.Replace(s, $@"\b{Regex.Escape(name)}\b", Pick(s_identifiers, r).Replace("$", "$$", StringComparison.Ordinal));
    }

    private static string Member(string s, Random r)
    {
        string member = Pick(s_members, r);
        return r.Next(2) == 0 && EmptyClassPattern().IsMatch(s)
            ? ReplaceOne(s, EmptyClassPattern(), "$1 { " + member + " }", r)
            : ReplaceOne(s, OpeningPattern(), "{ " + member, r);
    }

    private static string Modifier(string s, Random r) => ReplaceOne(s, ClassWordPattern(), Pick(s_modifiers, r) + " $0", r);

    private static string DropModifier(string s, Random r) => ReplaceOne(s, ModifierPattern(), "", r);

    private static string Kind(string s, Random r) => ReplaceOne(s, KindPattern(), Pick(s_kinds, r), r);

    private static string TypeParameters(string s, Random r) => ReplaceOne(s, ClassNamePattern(), "$0" + Pick(s_typeParameters, r), r);

    private static string Base(string s, Random r) => ReplaceOne(s, ClassNamePattern(), "$0 " + Pick(s_bases, r), r);

    private static string AddAttribute(string s, Random r) => ReplaceOne(s, AttributeStartPattern(), Pick(s_attributes, r) + "\n$0", r);

    private static string Wrap(string s, Random r)
    {
        string name = Pick(s_identifiers, r);
        string opening = r.Next(7) switch
        {
            0 => $"namespace {name}",
            1 => $"namespace Demo.{name}.CompiledNet",
            2 => $"partial class {name}<T>",
            3 => $"partial struct {name}",
            4 => $"static partial class {name}",
            5 => $"partial record {name}(int Value)",
            _ => $"public partial interface {name}<in T>",
        };
        (string usings, string rest) = SplitUsings(s);
        return $"{usings}\n{opening} {{\n{rest}\n}}";
    }

    private static string Nest(string s, Random r)
    {
        (string usings, string rest) = SplitUsings(s.Replace("namespace Demo;", "", StringComparison.Ordinal));
        int depth = r.Next(2, 40);
        string openings = string.Concat(Enumerable.Range(0, depth).Select(i => $"partial class C{i}{(r.Next(4) == 0 ? $"<T{i}>" : "")} {{ "));
        return $"{usings}\n{openings}\n{rest}\n{new string('}', depth)}";
    }

    private static string DuplicateClass(string s, Random r)
    {
        (_, string rest) = SplitUsings(s.Replace("namespace Demo;", "", StringComparison.Ordinal));
        return s + "\n" + (r.Next(3) == 0 ? rest.Replace("Net", "net", StringComparison.Ordinal) : rest);
    }

    private static string Truncate(string s, Random r) => s[..r.Next(s.Length + 1)];

    private static string WholeNumberOfLayers(string s, Random r) =>
        ReplaceOne(s, DenseLinePattern(), string.Concat(Enumerable.Repeat("$0\n", r.Next(2, 50))), r);

    private static string DropNamespace(string s, Random r) => s.Replace("namespace Demo;", r.Next(2) == 0 ? "" : $"namespace {Pick(s_identifiers, r)};", StringComparison.Ordinal);

    private static (string Usings, string Body) SplitUsings(string s)
    {
        string[] lines = s.Split('\n');
        int first = Array.FindLastIndex(lines, line => line.StartsWith("using ", StringComparison.Ordinal)) + 1;
        return (string.Join('\n', lines[..first]), string.Join('\n', lines[first..]));
    }

    private static string ReplaceOne(string s, Regex pattern, string replacement, Random r)
    {
        Match match = PickMatch(s, pattern, r);
        return match.Success ? s[..match.Index] + match.Result(replacement) + s[(match.Index + match.Length)..] : s;
    }

    private static Match PickMatch(string s, Regex pattern, Random r)
    {
        MatchCollection matches = pattern.Matches(s);
        return matches.Count == 0 ? Match.Empty : matches[r.Next(matches.Count)];
    }

    private static string Pick(string[] values, Random r) => values[r.Next(values.Length)];

    [GeneratedRegex(@"(?<![\w.])\d+(\.\d+)?")]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"\b(Activation|Loss|Precision|Initializer|BiasInitializer)\.\w+")]
    private static partial Regex EnumPattern();

    [GeneratedRegex("Name = \"[^\"]*\"")]
    private static partial Regex LayerNamePattern();

    [GeneratedRegex(@"\)\]")]
    private static partial Regex AttributeEndPattern();

    [GeneratedRegex(@"\w+|[^\w\s]")]
    private static partial Regex TokenPattern();

    [GeneratedRegex(@"\b[A-Za-z]\w+")]
    private static partial Regex IdentifierPattern();

    [GeneratedRegex(@"(class )(@?\w+)")]
    private static partial Regex ClassNamePattern();

    [GeneratedRegex(@"(class @?\w+);")]
    private static partial Regex EmptyClassPattern();

    [GeneratedRegex(@"\{")]
    private static partial Regex OpeningPattern();

    [GeneratedRegex(@"(partial )?class ")]
    private static partial Regex ClassWordPattern();

    [GeneratedRegex(@"\b(partial|public|internal|sealed|private) ")]
    private static partial Regex ModifierPattern();

    [GeneratedRegex(@"\b(class|struct|record|interface)\b(?= @?\w)")]
    private static partial Regex KindPattern();

    [GeneratedRegex(@"\[(CompiledNet\.|global::CompiledNet\.)?(Network|Dense)")]
    private static partial Regex AttributeStartPattern();

    [GeneratedRegex(@"\[Dense\(\d.*\)\]")]
    private static partial Regex DenseLinePattern();
}
