using System.Reflection;
using System.Runtime.Loader;
using CompiledNet.Fuzz.Code;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>What kernels read is forced inline, in the library and in generated code, at every instruction set alike.</summary>
public sealed class InlinedMemberTests
{
    [Fact]
    public void The_library_leaves_no_operation_on_registers_to_the_inliners_budget() => AssertNoneIsLeft(typeof(NetworkAttribute).Assembly, atLeast: 300);

    [Fact]
    public void Generated_code_leaves_none_either()
    {
        var context = new AssemblyLoadContext("inlined", isCollectible: true);
        try
        {
            AssertNoneIsLeft(GeneratedAssembly.Load("Inlined", Source, context), atLeast: 25);
        }
        finally
        {
            context.Unload();
        }
    }

    // Shapes of layers, a function of elements, and a function of outputs.
    private const string Source = """
        using CompiledNet;

        [Network(20, Loss = Loss.Huber)]
        [Dense(33, Activation.Tanh)]
        [Dense(17, Activation.SiLU)]
        public partial class Net;
        """;

    private static void AssertNoneIsLeft(Assembly assembly, int atLeast)
    {
        Assert.InRange(InlinedMembers.Of(assembly).Count, atLeast, int.MaxValue);
        Assert.Empty(InlinedMembers.LeftToTheJit(assembly));
    }
}
