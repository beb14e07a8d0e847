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

    /// <summary>Propagates forward and back.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">A row for each sample.</param>
    /// <param name="target">A row for each sample.</param>
    /// <param name="layers">a and δ of each layer, from the network's own workspace.</param>
    public static Pass Run<TWorkspace>(
        INetwork<double> network, double[][] input, double[][] target, Func<TWorkspace, LayerNumbers[]> layers)
        where TWorkspace : Workspace<double>
    {
        var workspace = (TWorkspace)network.CreateWorkspace(input.Length, inputGradient: true);
        network.Forward(input.SelectMany(x => x).ToArray(), workspace);
        double loss = network.Backward(target.SelectMany(y => y).ToArray(), workspace);

        double[] inputGradient = workspace.InputGradient.ToArray();
        var pass = new Pass(network)
        {
            LossValue = loss,
            Y = Matrix.FromRows(target).Transposed,
            DX = new Matrix(network.InputSize, input.Length, (i, sample) => inputGradient[(sample * network.InputSize) + i]),
        };
        LayerNumbers[] numbers = layers(workspace);
        LayerParameters[] parameters = LayerParameters.Of(network, network.Parameters);
        LayerParameters[] gradients = LayerParameters.Of(network, workspace.Gradients);
        pass.A[0] = Matrix.FromRows(input).Transposed;
        for (int l = 1; l <= pass.Last; l++)
        {
            (pass.W[l], pass.B[l]) = parameters[l - 1];
            (pass.DW[l], pass.DB[l]) = gradients[l - 1];
            pass.A[l] = numbers[l - 1].Activations;
            pass.Delta[l] = numbers[l - 1].Deltas;

            // The network does not keep z: its derivative is found from a. It is what W, a and b make it.
            Matrix product = pass.W[l] * pass.A[l - 1];
            pass.Z[l] = pass.B[l] is Matrix bias ? product.PlusColumn(bias) : product;
        }

        return pass;
    }
}
