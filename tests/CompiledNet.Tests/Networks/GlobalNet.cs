using CompiledNet;

/// <summary>A network in the global namespace.</summary>
[Network(inputs: 2, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]
[Dense(2, Activation.Tanh)]
#pragma warning disable CA1050 // Outside every namespace is the point.
public partial class GlobalNet;
#pragma warning restore CA1050
