using CompiledNet.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace CompiledNet.Generator.Tests.Diagnostics;

/// <summary>Code that does not compile, as it is while somebody types: nothing fails, and no error lies inside generated code.</summary>
public class BrokenCodeTests
{
    private const string Net = "[CompiledNet.Network(2, Loss = CompiledNet.Loss.Huber)] [CompiledNet.Dense(3, CompiledNet.Activation.Tanh)] ";

    [Theory]
    [InlineData(Net + "public partial class Net : Missing;")]
    [InlineData(Net + "public partial class Net : Missing<int>, IMissing;")]
    [InlineData(Net + "public partial class Net : Net;")]
    [InlineData(Net + "public partial class Net : A; public class A; public partial class Net : B; public class B;")]
    [InlineData(Net + "public partial class Net; internal partial class Net;")]
    [InlineData(Net + "public partial class Net<T>; public partial class Net<U>;")]
    [InlineData(Net + "public partial class Net<T, T>;")]
    [InlineData(Net + "public partial class Net<T> where T : Missing, struct;")]
    [InlineData(Net + "public partial class Net<>;")]
    [InlineData(Net + "private partial class Net;")]
    [InlineData(Net + "protected partial class Net<T>;")]
    [InlineData("private partial class Outer { " + Net + "public partial class Net; }")]
    [InlineData(Net + "public partial class ;")]
    [InlineData(Net + "public partial class")]
    [InlineData(Net + "public partial class Net {")]
    [InlineData(Net + "public partial class Net { public void }")]
    [InlineData(Net + "public partial class Net { Missing Field; Missing Method(Missing a) => b; public Net(Missing a) : this(a) { } }")]
    [InlineData(Net + "public partial class Net : CompiledNet.INetwork<double>;")]
    [InlineData(Net + "public partial class Net : System.IDisposable;")]
    [InlineData(Net + "public partial class Net : System.ValueType;")]
    [InlineData(Net + "public partial class Net : string;")]
    [InlineData(Net + "public partial class Net;" + Net + "public class Net;")]
    [InlineData(Net + "public class Net;" + Net + "public class Net;")]
    [InlineData(Net + "public partial class Net; public struct Net;")]
    [InlineData(Net + "public partial class Net; public partial struct Net;")]
    [InlineData(Net + "public partial class Net; public delegate void Net();")]
    [InlineData("namespace A { partial class B { " + Net + "partial class Net; } } namespace A.B { " + Net + "partial class Net; }")]
    [InlineData("partial class A { " + Net + "partial class Net; } partial struct A { " + Net + "partial class Net; }")]
    [InlineData("partial class A; partial struct A { " + Net + "partial class Net; }")]
    [InlineData("partial interface IA<out T> { " + Net + "partial class Net; }")]
    [InlineData("partial class A<T> { " + Net + "partial class Net; } partial class A<U>;")]
    [InlineData("partial enum A { " + Net + "partial class Net; }")]
    [InlineData("namespace A. { " + Net + "partial class Net; }")]
    [InlineData("namespace { " + Net + "partial class Net; }")]
    [InlineData("sealed partial class A { " + Net + "virtual partial class Net; }")]
    [InlineData("class C { void M() { " + Net + "partial class Net { } } }")]
    [InlineData("[CompiledNet.Network(2)] [CompiledNet.Dense(3, Missing = 3)] partial class Net;")]
    [InlineData("using CompiledNet[CompiledNet.NetworkAttribute(1,Loss=CompiledNet.Loss.BinaryCrossEntropy)[DenseAttribute::(1Activation.Sigmoid,Name=\"\" class@class")]
    [InlineData("[CompiledNet.Network(2, 3, 4, 5)] [CompiledNet.Dense(3)] partial class Net;")]
    [InlineData("[CompiledNet.Network(2, Loss = 3)] [CompiledNet.Dense(3)] partial class Net;")]
    [InlineData("[CompiledNet.Network(2, Loss = CompiledNet.Loss.Huber, Loss = CompiledNet.Loss.Huber)] [CompiledNet.Dense(3)] partial class Net;")]
    [InlineData("[CompiledNet.Network(2)] [CompiledNet.Dense(units: 3, units: 4)] partial class Net;")]
    [InlineData("[CompiledNet.Network(2)] [CompiledNet.Dense(new int[] { 3 })] partial class Net;")]
    [InlineData("[CompiledNet.Network(2)] [CompiledNet.Dense(99999999999)] partial class Net;")]
    [InlineData("[CompiledNet.Network<int>(2)] [CompiledNet.Dense<int>(3)] partial class Net;")]
    [InlineData("[assembly: CompiledNet.Network(2)] [assembly: CompiledNet.Dense(3)]")]
    [InlineData("[CompiledNet.Network(2)] [CompiledNet.Dense(3)] enum Net { One }")]
    [InlineData("[CompiledNet.Network(2)] [CompiledNet.Dense(3)] interface INet;")]
    [InlineData("[CompiledNet.Network(2)] [CompiledNet.Dense(3)] delegate void Net();")]
    [InlineData("[CompiledNet.Network(2)] [CompiledNet.Dense(3)] record struct Net;")]
    [InlineData("class Outer { [CompiledNet.Network(2)] [CompiledNet.Dense(3)] void Net() { } }")]
    public void An_error_of_the_user_s_stays_where_it_is(string source)
    {
        // Of itself asserts that nothing fails and that generated code has no error.
        Build build = Build.Of(source);

        Assert.Contains(build.CompilerDiagnostics, found => found.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void Nothing_fails_at_any_moment_while_somebody_types()
    {
        const string Source = """
            namespace A.B
            {
                partial struct Outer<T>
                {
                    [CompiledNet.Network(inputs: 2, Loss = CompiledNet.Loss.Huber)]
                    [CompiledNet.Dense(3, CompiledNet.Activation.LeakyReLU, Slope = 0.2, Name = "Hidden")]
                    [CompiledNet.Dense(units: 1, Bias = false)]
                    public partial class Net<U> : object where U : class
                    {
                        public Net(int a) : this(seed: a) { }
                    }
                }
            }
            """;
        GeneratorDriver driver = Build.Driver(BuildOptions.Default);
        for (int length = 0; length <= Source.Length; length += 2)
        {
            driver = driver.RunGenerators(Build.Input([Source[..length]], BuildOptions.Default));

            Assert.Null(driver.GetRunResult().Results.Single().Exception);
            Assert.Empty(driver.GetRunResult().Diagnostics);
        }
    }
}
