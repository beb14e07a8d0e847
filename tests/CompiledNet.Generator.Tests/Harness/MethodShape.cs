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

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Static | BindingFlags.Public)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

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
        int instructions = 0;
        int branches = 0;
        for (int offset = 0; offset < il.Length; instructions++)
        {
            OpCode code = OpCodesByValue[il[offset] == 0xFE ? (short)(0xFE00 | il[offset + 1]) : il[offset]];
            offset += code.Size;
            branches += code.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch ? 1 : 0;
            offset += OperandSize(code, il, offset);
        }

        return new MethodShape(
            $"{method.DeclaringType}.{method.Name}", il.Length, instructions, branches, body.LocalVariables.Count + method.GetParameters().Length);
    }

    private static int OperandSize(OpCode code, byte[] il, int offset) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, offset)),
        _ => 4,
    };
}
