using System.Reflection;
using System.Reflection.Emit;

namespace CompiledNet.Generator.Tests.Harness;

/// <summary>The size of a compiled method, as far as the JIT's limits are concerned.</summary>
/// <param name="Name">Type and method.</param>
/// <param name="Bytes">Bytes of IL.</param>
/// <param name="Instructions">IL instructions.</param>
/// <param name="Branches">Instructions that may go elsewhere: two basic blocks each, at the most.</param>
/// <param name="Locals">Locals and parameters.</param>
internal sealed record MethodShape(string Name, int Bytes, int Instructions, int Branches, int Locals)
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Every method and constructor of an assembly.</summary>
    public static IReadOnlyList<MethodShape> AllOf(Assembly assembly) =>
    [
        .. assembly.GetTypes()
            .SelectMany(type => type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)))
            .Where(method => method.GetMethodBody() is not null)
            .Select(Of),
    ];

    private static MethodShape Of(MethodBase method)
    {
        MethodBody body = method.GetMethodBody()!;
        byte[] il = body.GetILAsByteArray()!;
        Instruction[] instructions = [.. Instruction.Read(il)];
        return new MethodShape(
            $"{method.DeclaringType}.{method.Name}", il.Length, instructions.Length,
            instructions.Count(instruction => instruction.Code.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch), body.LocalVariables.Count + method.GetParameters().Length);
    }
}
