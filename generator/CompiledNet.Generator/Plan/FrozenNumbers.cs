using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Plan;

/// <summary>Exported numbers, laid out as the network's parameters, eight times for one of them to lie right.</summary>
internal static class FrozenNumbers
{
    private const int Word = sizeof(ulong);
    private const int Copies = ParameterLayout.Alignment / Word;

    /// <summary>
    /// The numbers in words of 8 bytes: eight copies, each a word further from a boundary of 64 bytes than the one before, and behind the last one room
    /// for a register, of which a load may want only the beginning.
    /// </summary>
    public static ulong[] Words(NetworkPlan plan, byte[] bytes)
    {
        int size = plan.Precision == Precision.Single ? sizeof(float) : sizeof(double);
        var laidOut = new byte[plan.ParameterLength * size];
        int read = 0;
        foreach (int index in plan.Tensors.SelectMany(tensor => tensor.Indices()))
        {
            Buffer.BlockCopy(bytes, read, laidOut, index * size, size);
            read += size;
        }

        int length = laidOut.Length / Word;
        var words = new ulong[(Copies * (length + 1)) + (ParameterLayout.Alignment / Word)];
        for (int i = 0; i < length; i++)
        {
            ulong word = FrozenText.ReadWord(laidOut, i * Word);
            for (int copy = 0; copy < Copies; copy++)
            {
                words[(copy * (length + 1)) + i] = word;
            }
        }

        return words;
    }
}
