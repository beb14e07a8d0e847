namespace CompiledNet.Generator.Plan;

/// <summary>What a training step keeps z of a layer for, beside a; the first that holds.</summary>
internal enum PreActivationUse
{
    /// <summary>z is not kept: everything that follows is computed from a.</summary>
    None,

    /// <summary>σ′ is computed from it.</summary>
    Derivative,

    /// <summary>The loss is computed from it.</summary>
    Loss,

    /// <summary>The user looks at it.</summary>
    Watch,

    /// <summary>The output layer's a is the caller's, without room for the padding that kernels write.</summary>
    Padding,
}
