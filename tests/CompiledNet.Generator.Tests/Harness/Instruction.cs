using System.Reflection.Emit;

namespace CompiledNet.Generator.Tests.Harness;

/// <summary>An instruction of IL.</summary>
/// <param name="Code">What it does.</param>
/// <param name="Operand">Where its operand begins.</param>
/// <param name="End">Where the next one begins.</param>
internal readonly record struct Instruction(OpCode Code, int Operand, int End)
{
    private static readonly Dictionary<short, OpCode> CodesByValue = typeof(OpCodes)
        .GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>Reads the body of a method.</summary>
    public static IEnumerable<Instruction> Read(byte[] il)
    {
        for (int offset = 0; offset < il.Length;)
        {
            OpCode code = CodesByValue[il[offset] == 0xFE ? (short)(0xFE00 | il[offset + 1]) : il[offset]];
            int operand = offset + code.Size;
            offset = operand + OperandSize(code, il, operand);
            yield return new Instruction(code, operand, offset);
        }
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
