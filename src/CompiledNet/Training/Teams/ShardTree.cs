namespace CompiledNet;

/// <summary>
/// How a batch is divided into shards, which process has which of them, and in what order their gradients are added: a binary tree over the shards that does not
/// depend on the number of processes.
/// </summary>
/// <remarks>
/// A part of the tree that lies in one process is a node: the process adds it up alone. The nodes of all processes, in order, are all shards. Where the number of
/// processes is a power of two, as that of the shards is, each process has one node.
/// </remarks>
internal sealed class ShardTree
{
    private readonly int _size;
    private readonly List<(int First, int End)> _nodes = [];

    // The first node of each process, and the end.
    private readonly int[] _firstNodes;

    // The node that begins at a shard; −1 where none does.
    private readonly int[] _nodeAt;

    /// <summary>The tree of some shards and processes.</summary>
    /// <param name="shards">How many shards, at least as many as processes.</param>
    /// <param name="rank">This process.</param>
    /// <param name="size">How many processes.</param>
    public ShardTree(int shards, int rank, int size)
    {
        Shards = shards;
        Rank = rank;
        _size = size;
        _firstNodes = new int[size + 1];
        _nodeAt = new int[shards];
        Array.Fill(_nodeAt, -1);
        for (int process = 0; process < size; process++)
        {
            AddNodes(0, shards, FirstOf(process), FirstOf(process + 1));
            _firstNodes[process + 1] = _nodes.Count;
        }
    }

    public int Shards { get; }

    public int Rank { get; }

    /// <summary>The first shard of this process.</summary>
    public int FirstShard => FirstOf(Rank);

    /// <summary>Shards of this process.</summary>
    public int ShardCount => FirstOf(Rank + 1) - FirstOf(Rank);

    /// <summary>Shards of the process that has most of them.</summary>
    public int MostShards => ((Shards - 1) / _size) + 1;

    /// <summary>Nodes of all processes.</summary>
    public int NodeCount => _nodes.Count;

    /// <summary>Levels of the tree below its root.</summary>
    public int Depth => System.Numerics.BitOperations.Log2((uint)(Shards - 1) | 1) + 1;

    /// <summary>The first shard of a process.</summary>
    public int FirstOf(int process) => (int)((long)Shards * process / _size);

    /// <summary>The first node of a process; that of the next process is where its nodes end.</summary>
    public int FirstNodeOf(int process) => _firstNodes[process];

    /// <summary>The process that has a shard.</summary>
    public int ProcessOf(int shard)
    {
        int process = (int)((long)shard * _size / Shards);
        while (FirstOf(process + 1) <= shard)
        {
            process++;
        }

        return process;
    }

    /// <summary>The shards of a node.</summary>
    public (int First, int End) Node(int node) => _nodes[node];

    /// <summary>The node of exactly these shards; −1 if there is none.</summary>
    public int NodeOf(int first, int end) => _nodeAt[first] is >= 0 and int node && _nodes[node].End == end ? node : -1;

    /// <summary>Where a part of the tree divides: behind the largest power of two of shards, so that the left half is whole.</summary>
    public static int MiddleOf(int first, int end) => first + (1 << System.Numerics.BitOperations.Log2((uint)(end - first - 1)));

    /// <summary>Where in a batch a shard begins; the next one is where it ends. Shards differ by one sample at the most.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="samples">Samples of the batch; where they are fewer than shards, some shards are empty.</param>
    public int SampleOf(int shard, int samples) => (int)((long)samples * shard / Shards);

    /// <summary>Samples of a shard.</summary>
    public int CountOf(int shard, int samples) => SampleOf(shard + 1, samples) - SampleOf(shard, samples);

    /// <summary>Whether shards have any samples.</summary>
    public bool HasSamples(int first, int end, int samples) => SampleOf(end, samples) > SampleOf(first, samples);

    /// <summary>The sum of one number of each shard, in the order of the tree.</summary>
    public static double Sum(ReadOnlySpan<double> values)
    {
        if (values.Length == 1)
        {
            return values[0];
        }

        int middle = MiddleOf(0, values.Length);
        return Sum(values[..middle]) + Sum(values[middle..]);
    }

    // The largest parts of the tree that lie within the shards of one process.
    private void AddNodes(int first, int end, int from, int to)
    {
        if (to <= first || end <= from)
        {
            return;
        }

        if (from <= first && end <= to)
        {
            _nodeAt[first] = _nodes.Count;
            _nodes.Add((first, end));
            return;
        }

        int middle = MiddleOf(first, end);
        AddNodes(first, middle, from, to);
        AddNodes(middle, end, from, to);
    }
}
