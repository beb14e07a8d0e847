using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNet;

/// <summary>Computes the gradients of one shard.</summary>
internal interface IShardSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The gradients of the mean loss of a shard, valid until the next call.</summary>
    ReadOnlySpan<T> Compute(int shard);
}

/// <summary>
/// The gradients of a batch, summed over its shards in the order of <see cref="ShardTree"/>. Each process adds up its own nodes of the tree; then each
/// process gets one slice of every node, adds those up, and gives the sums to all.
/// </summary>
/// <remarks>Of the b bytes of the gradients a process sends and receives 2 b (n − 1) / n, as with the fastest sums of MPI itself.</remarks>
internal sealed class GradientSum<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Numbers that are exchanged at once: buffers stay small, and lengths in bytes are ints.
    private const int MostOfBlock = 1 << 22;

    // Slices begin on whole cache lines.
    private const int Line = 16;

    private readonly ShardTree _tree;
    private readonly TrainingTeam _team;
    private readonly int _length;
    private readonly int _mostOfBlock;
    private readonly int _ownNodes;
    private readonly T[] _nodes;
    private readonly T[][] _scratch;
    private readonly T[] _sent;
    private readonly T[] _received;
    private readonly int[] _sentLengths;
    private readonly int[] _receivedLengths;
    private readonly int[] _sliceLengths;

    private IShardSource<T>? _source;
    private int _samples;

    /// <summary>Allocates all buffers.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="team">The processes.</param>
    /// <param name="length">Length of the gradients.</param>
    /// <param name="mostOfBlock">Numbers that are exchanged at once.</param>
    public GradientSum(ShardTree tree, TrainingTeam team, int length, int mostOfBlock = MostOfBlock)
    {
        _tree = tree;
        _team = team;
        _length = length;
        _mostOfBlock = mostOfBlock;
        int size = team.Size;
        _ownNodes = tree.FirstNodeOf(team.Rank + 1) - tree.FirstNodeOf(team.Rank);
        _nodes = GC.AllocateArray<T>(checked(_ownNodes * length), pinned: true);
        _scratch = [.. Enumerable.Range(0, tree.Depth).Select(_ => Array.Empty<T>())];
        int block = Math.Min(length, mostOfBlock);
        _sent = size > 1 && _ownNodes > 1 ? GC.AllocateArray<T>(checked(_ownNodes * block), pinned: true) : [];
        _received = size > 1 ? GC.AllocateArray<T>(checked(tree.NodeCount * ((block / size) + (2 * Line))), pinned: true) : [];
        _sentLengths = new int[size];
        _receivedLengths = new int[size];
        _sliceLengths = new int[size];
        for (int node = 0; node < _ownNodes; node++)
        {
            (int first, int end) = tree.Node(tree.FirstNodeOf(team.Rank) + node);
            AllocateScratch(first, end, 0);
        }
    }

    /// <summary>Computes the gradients of this process's shards, and adds them up as far as the process can alone.</summary>
    /// <param name="source">Computes them.</param>
    /// <param name="samples">Samples of the batch.</param>
    public void Form(IShardSource<T> source, int samples)
    {
        (_source, _samples) = (source, samples);
        for (int node = 0; node < _ownNodes; node++)
        {
            (int first, int end) = _tree.Node(_tree.FirstNodeOf(_team.Rank) + node);
            Form(first, end, OwnNode(node), 0);
        }
    }

    /// <summary>Adds up what the processes have formed.</summary>
    /// <param name="sum">The gradients of the mean loss of the batch, written; the same bits in all processes.</param>
    public void Exchange(Span<T> sum)
    {
        if (_team.Size == 1)
        {
            OwnNode(0).CopyTo(sum);
            return;
        }

        for (int start = 0; start < _length; start += _mostOfBlock)
        {
            ExchangeBlock(start, Math.Min(_mostOfBlock, _length - start), sum);
        }
    }

    private Span<T> OwnNode(int node) => _nodes.AsSpan(node * _length, _length);

    // The gradients of the mean loss of the shard, times its share of the samples.
    private bool Form(int first, int end, Span<T> sum, int depth)
    {
        if (!_tree.HasSamples(first, end, _samples))
        {
            return false;
        }

        if (end - first == 1)
        {
            ShardNumbers.Scale(_source!.Compute(first), ShareOf(first), sum);
            return true;
        }

        int middle = ShardTree.MiddleOf(first, end);
        if (!Form(first, middle, sum, depth + 1))
        {
            return Form(middle, end, sum, depth + 1);
        }

        if (end - middle > 1)
        {
            Span<T> right = _scratch[depth];
            if (Form(middle, end, right, depth + 1))
            {
                ShardNumbers.Add(right, sum);
            }
        }
        else if (_tree.HasSamples(middle, end, _samples))
        {
            ShardNumbers.AddScaled(_source!.Compute(middle), ShareOf(middle), sum);
        }

        return true;
    }

    private T ShareOf(int shard) => T.CreateTruncating((double)_tree.CountOf(shard, _samples) / _samples);

    private void AllocateScratch(int first, int end, int depth)
    {
        if (end - first == 1)
        {
            return;
        }

        int middle = ShardTree.MiddleOf(first, end);
        if (end - middle > 1 && _scratch[depth].Length == 0)
        {
            _scratch[depth] = new T[_length];
        }

        AllocateScratch(first, middle, depth + 1);
        AllocateScratch(middle, end, depth + 1);
    }

    private void ExchangeBlock(int start, int length, Span<T> sum)
    {
        int size = _team.Size;
        int own = EndOfSlice(_team.Rank, length) - EndOfSlice(_team.Rank - 1, length);
        for (int process = 0; process < size; process++)
        {
            int slice = EndOfSlice(process, length) - EndOfSlice(process - 1, length);
            _sliceLengths[process] = slice * Unsafe.SizeOf<T>();
            _sentLengths[process] = _ownNodes * _sliceLengths[process];
            _receivedLengths[process] = (_tree.FirstNodeOf(process + 1) - _tree.FirstNodeOf(process)) * own * Unsafe.SizeOf<T>();
        }

        Span<T> received = _received.AsSpan(0, _tree.NodeCount * own);
        _team.Exchange(MemoryMarshal.AsBytes(Packed(start, length)), _sentLengths, MemoryMarshal.AsBytes(received), _receivedLengths);
        int node = AddNodes(0, _tree.Shards, own);
        Span<T> block = sum.Slice(start, length);
        Slice(node, own).CopyTo(block.Slice(EndOfSlice(_team.Rank - 1, length), own));
        _team.Gather(MemoryMarshal.AsBytes(block), _sliceLengths);
    }

    // Slice after slice, of each the nodes. One node lies so already.
    private ReadOnlySpan<T> Packed(int start, int length)
    {
        if (_ownNodes == 1)
        {
            return OwnNode(0).Slice(start, length);
        }

        Span<T> rest = _sent;
        for (int process = 0; process < _team.Size; process++)
        {
            int first = EndOfSlice(process - 1, length);
            int slice = EndOfSlice(process, length) - first;
            for (int node = 0; node < _ownNodes; node++)
            {
                OwnNode(node).Slice(start + first, slice).CopyTo(rest);
                rest = rest[slice..];
            }
        }

        return _sent.AsSpan(0, _ownNodes * length);
    }

    private int EndOfSlice(int process, int length) =>
        process + 1 == _team.Size ? length : (int)((long)(length / Line) * (process + 1) / _team.Size) * Line;

    private Span<T> Slice(int node, int length) => _received.AsSpan(node * length, length);

    // Adds the nodes up in place; returns the one that then has the sum, −1 where there are no samples.
    private int AddNodes(int first, int end, int length)
    {
        if (!_tree.HasSamples(first, end, _samples))
        {
            return -1;
        }

        int node = _tree.NodeOf(first, end);
        if (node >= 0)
        {
            return node;
        }

        int middle = ShardTree.MiddleOf(first, end);
        int left = AddNodes(first, middle, length);
        int right = AddNodes(middle, end, length);
        if (left < 0 || right < 0)
        {
            return Math.Max(left, right);
        }

        ShardNumbers.Add(Slice(right, length), Slice(left, length));
        return left;
    }
}
