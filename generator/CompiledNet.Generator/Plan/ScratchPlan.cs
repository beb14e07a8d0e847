using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Plan;

/// <summary>
/// Where inference keeps hidden activations: in slots of scratch memory. A slot is free again after the last layer that reads what lies in it, so a
/// chain of layers has two; that layer writes into it itself if it is elementwise.
/// </summary>
/// <param name="Slots">The length of each slot for one sample.</param>
/// <param name="SlotOfLayer">For each layer the slot that it writes, or −1: it writes into the caller's output alone, or changes nothing.</param>
/// <param name="BufferOfLayer">For each layer the slot that it has for itself, or −1.</param>
/// <param name="BlockSize">Samples of a batch that inference takes through all layers at once.</param>
/// <param name="LeastBlock">The fewest samples of a block; fewer are taken one by one.</param>
internal sealed record ScratchPlan(EquatableArray<int> Slots, EquatableArray<int> SlotOfLayer, EquatableArray<int> BufferOfLayer, int BlockSize, int LeastBlock)
{
    public const int NoSlot = -1;

    /// <summary>Room for one sample.</summary>
    public int Length => Slots.Sum();

    /// <summary>Where a slot begins, if there is one sample.</summary>
    public int StartOf(int slot) => Slots.Take(slot).Sum();

    /// <summary>Room for a block.</summary>
    public int BlockLength => BlockSize * Length;

    /// <summary>Deals out the slots.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="roundUp">Rounds a length up so that the next slot begins on a boundary.</param>
    public static (EquatableArray<int> Slots, EquatableArray<int> SlotOfLayer, EquatableArray<int> BufferOfLayer) Allocate(IReadOnlyList<LayerPlan> layers, Func<int, int> roundUp)
    {
        int[] lastReaders = LastReaders(layers);
        var slots = new List<int>();
        var busyUntil = new List<int>();
        var slotOf = new int[layers.Count];
        var bufferOf = new int[layers.Count];
        foreach (LayerPlan layer in layers)
        {
            bufferOf[layer.Index - 1] = layer.InferenceBufferLength == 0 ? NoSlot : Take(layer.InferenceBufferLength, layer.Index, layer.Index);
            bool writesOutputAlone = layer.IsLast && layer.Stride == layer.OutputSize;
            if (writesOutputAlone || layer.Inference is null)
            {
                slotOf[layer.Index - 1] = NoSlot;
                continue;
            }

            int ofInput = SlotOfInput(layer);
            slotOf[layer.Index - 1] = ofInput == NoSlot ? Take(layer.Rows * layer.Stride, layer.Index, lastReaders[layer.Index]) : ofInput;
            if (ofInput != NoSlot)
            {
                busyUntil[ofInput] = lastReaders[layer.Index];
            }
        }

        return (new EquatableArray<int>(slots), new EquatableArray<int>(slotOf), new EquatableArray<int>(bufferOf));

        // Where a layer may write over its input: one slot is nearer than two.
        int SlotOfInput(LayerPlan layer)
        {
            ValuePlan input = layer.InputValues.First();
            return layer.IsElementwise && !input.IsNetworkInput && input.Stride == layer.Stride && lastReaders[input.Index] == layer.Index
                ? slotOf[input.Index - 1]
                : NoSlot;
        }

        int Take(int length, int from, int until)
        {
            int slot = busyUntil.FindIndex(last => last < from);
            if (slot < 0)
            {
                slot = slots.Count;
                slots.Add(0);
                busyUntil.Add(0);
            }

            slots[slot] = Math.Max(slots[slot], roundUp(length));
            busyUntil[slot] = until;
            return slot;
        }
    }

    // For each value the last layer that reads it. A layer that changes nothing hands on what it reads.
    private static int[] LastReaders(IReadOnlyList<LayerPlan> layers)
    {
        var lastReaders = new int[layers.Count + 1];
        foreach (LayerPlan layer in layers.Reverse())
        {
            int last = layer.Inference is null ? Math.Max(layer.Index, lastReaders[layer.Index]) : layer.Index;
            foreach (ValuePlan value in layer.InputValues)
            {
                lastReaders[value.Index] = Math.Max(lastReaders[value.Index], last);
            }
        }

        return lastReaders;
    }

    /// <summary>The size of a block: whole tiles, as many as fit the stack and still gain something, at least one.</summary>
    public static int ChooseBlockSize(int lengthInBytes) =>
        Tuning.TileRows * Math.Min(Tuning.MostTiles, Math.Max(1, Tuning.StackBytes / Math.Max(1, Tuning.TileRows * lengthInBytes)));

    /// <summary>The size of a block where a sample has rows enough for tiles: as many as stay in the cache, at least one.</summary>
    public static int ChooseBlockSizeOfPositions(int lengthInBytes) => Math.Min(Tuning.TileRows, Math.Max(1, Tuning.CacheBytes / Math.Max(1, lengthInBytes)));

    /// <summary>
    /// From how many samples on a batch goes through the layers in blocks: where a layer is no more work than calling its kernel, or a sample stays in
    /// registers, fewer are faster one by one.
    /// </summary>
    public static int ChooseLeastBlock(long multiplyAdds, bool holdsSample) =>
        holdsSample || multiplyAdds < Tuning.LeastMultiplyAddsOfLayers ? Tuning.TileRows : Tuning.LeastRowsOfBlock;
}
