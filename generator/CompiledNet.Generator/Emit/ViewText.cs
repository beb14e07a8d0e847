namespace CompiledNet.Generator.Emit;

/// <summary>How the network's class and its workspace show a layer.</summary>
internal sealed record ViewText
{
    /// <summary>The view of its parameters; null where it has none.</summary>
    public string? Type { get; init; }

    /// <summary>The arguments of the view, after the buffer.</summary>
    public string Layouts { get; init; } = "";

    /// <summary>What the view holds, for documentation.</summary>
    public string Documentation { get; init; } = "";

    /// <summary>A line for each tensor on where it lies in the parameters.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>The view of what a training step left behind.</summary>
    public string WorkspaceType { get; init; } = "ActivationView";

    /// <summary>The gradients in it, for documentation; ends in a comma and a space.</summary>
    public string Gradients { get; init; } = "";

    /// <summary>What OnBackward is given as dW, of the workspace's view; null for nothing.</summary>
    public string? WatchedWeights { get; init; }

    /// <summary>What OnBackward is given as db.</summary>
    public string? WatchedBiases { get; init; }
}
