using CompiledNet;

namespace Notes;

/// <summary>
/// Every number of one Forward and one Backward, by the number of the layer: W[1] is W1. A[0] is the input x; index 0 of the others is
/// not used.
/// </summary>
internal sealed class Pass
{
    private Pass(INetwork<double> network)
    {
        Layers = [null!, .. network.Layers];
        Loss = network.Loss;
        W = new Matrix[Layers.Length];
        B = new Matrix?[Layers.Length];
        Z = new Matrix[Layers.Length];
        A = new Matrix[Layers.Length];
        Delta = new Matrix[Layers.Length];
        DW = new Matrix[Layers.Length];
        DB = new Matrix?[Layers.Length];
    }

    public LayerInfo[] Layers { get; }

    /// <summary>The number of the last layer.</summary>
    public int Last => Layers.Length - 1;

    public Loss Loss { get; }

    public double LossValue { get; private init; }

    public Matrix X => A[0];

    public required Matrix Y { get; init; }

    public required Matrix DX { get; init; }

    public int Samples => X.Columns;

    public Matrix[] W { get; }

    public Matrix?[] B { get; }

    public Matrix[] Z { get; }

    public Matrix[] A { get; }

    public Matrix[] Delta { get; }

    public Matrix[] DW { get; }

    public Matrix?[] DB { get; }

    /// <summary>Propagates forward and back, and takes what the network's own partial methods have seen of it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">A row for each sample.</param>
    /// <param name="target">A row for each sample.</param>
    public static Pass Run<TNetwork>(TNetwork network, double[][] input, double[][] target)
        where TNetwork : Watched, INetwork<double>
    {
        Workspace<double> workspace = network.CreateWorkspace(input.Length, inputGradient: true);
        network.Forward(input.SelectMany(x => x).ToArray(), workspace);
        double loss = network.Backward(target.SelectMany(y => y).ToArray(), workspace);

        double[] inputGradient = workspace.InputGradient.ToArray();
        var pass = new Pass(network)
        {
            LossValue = loss,
            Y = Matrix.FromRows(target).Transposed,
            DX = new Matrix(network.InputSize, input.Length, (i, sample) => inputGradient[(sample * network.InputSize) + i]),
        };
        LayerParameters[] parameters = LayerParameters.Of(network, network.Parameters);
        pass.A[0] = Matrix.FromRows(input).Transposed;
        for (int l = 1; l <= pass.Last; l++)
        {
            (pass.W[l], pass.B[l]) = parameters[l - 1];
            (pass.Z[l], pass.A[l]) = network.Forwards[pass.Layers[l].Name];
            (pass.Delta[l], pass.DW[l], pass.DB[l]) = network.Backwards[pass.Layers[l].Name];
        }

        return pass;
    }
}
