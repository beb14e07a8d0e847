using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Tests.Numerics;

/// <summary>Steps of one sample of a GRU and an LSTM against the formulas in double: every number of registers, and of chains that a sum is cut into.</summary>
public sealed class RecurrentSampleTests
{
    private const int Steps = 20;

    private interface ISize
    {
        static abstract int Units { get; }

        static abstract int Chains { get; }
    }

    [Fact]
    public void A_GRU_gives_what_its_formulas_say_and_a_step_alone_has_the_bits_of_a_block()
    {
        Gru<Of4In4, float>(1e-6);
        Gru<Of8In4, float>(1e-6);
        Gru<Of16In4, float>(1e-6);
        Gru<Of32In2, float>(1e-6);
        Gru<Of48In1, float>(1e-6);
        Gru<Of64In1, float>(1e-6);
        Gru<Of8In4, double>(1e-14);
        Gru<Of16In2, double>(1e-14);
        Gru<Of32In1, double>(1e-14);
    }

    [Fact]
    public void An_LSTM_gives_what_its_formulas_say_and_a_step_alone_has_the_bits_of_a_block()
    {
        Lstm<Of4In2, float>(1e-6);
        Lstm<Of8In2, float>(1e-6);
        Lstm<Of16In2, float>(1e-6);
        Lstm<Of32In1, float>(1e-6);
        Lstm<Of48In1, float>(1e-6);
        Lstm<Of64In1, float>(1e-6);
        Lstm<Of8In2, double>(1e-14);
        Lstm<Of16In1, double>(1e-14);
    }

    private static void Gru<TSize, T>(double tolerance)
        where TSize : struct, ISize
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int units = TSize.Units;
        var cell = new Cell<T>(gates: 3, units);
        var state = new T[units];
        var block = new T[Steps * units];
        GruSteps.Infer<CellOf<TSize, ThreeGates, T>, T>(cell.Parameters, cell.X, state, cell.Work, block, Steps, 1);

        var alone = new T[units];
        var one = new T[units];
        var h = new double[units];
        for (int t = 0; t < Steps; t++)
        {
            GruSteps.Infer<CellOf<TSize, ThreeGates, T>, T>(cell.Parameters, cell.X.AsSpan(2 * t, 2), alone, cell.Work, one, 1, 1);
            Assert.Equal(block.AsSpan(t * units, units).ToArray(), one);
            (double[] ofInput, double[] ofState) = cell.Sums(t, h);
            for (int j = 0; j < units; j++)
            {
                double r = Sigmoid(ofInput[j] + ofState[j]);
                double z = Sigmoid(ofInput[units + j] + ofState[units + j]);
                double n = Math.Tanh(ofInput[(2 * units) + j] + (r * ofState[(2 * units) + j]));
                h[j] = ((1 - z) * n) + (z * h[j]);
                Assert.Equal(h[j], double.CreateTruncating(one[j]), tolerance);
            }
        }

        Assert.Equal(alone, state);
    }

    private static void Lstm<TSize, T>(double tolerance)
        where TSize : struct, ISize
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int units = TSize.Units;
        var cell = new Cell<T>(gates: 4, units);
        var state = new T[2 * units];
        var block = new T[Steps * units];
        LstmSteps.Infer<CellOf<TSize, FourGates, T>, T>(cell.Parameters, cell.X, state, cell.Work, block, Steps, 1);

        var alone = new T[2 * units];
        var one = new T[units];
        var h = new double[units];
        var c = new double[units];
        for (int t = 0; t < Steps; t++)
        {
            LstmSteps.Infer<CellOf<TSize, FourGates, T>, T>(cell.Parameters, cell.X.AsSpan(2 * t, 2), alone, cell.Work, one, 1, 1);
            Assert.Equal(block.AsSpan(t * units, units).ToArray(), one);
            (double[] ofInput, double[] ofState) = cell.Sums(t, h);
            for (int j = 0; j < units; j++)
            {
                double i = Sigmoid(ofInput[j] + ofState[j]);
                double f = Sigmoid(ofInput[units + j] + ofState[units + j]);
                double g = Math.Tanh(ofInput[(2 * units) + j] + ofState[(2 * units) + j]);
                double o = Sigmoid(ofInput[(3 * units) + j] + ofState[(3 * units) + j]);
                c[j] = (f * c[j]) + (i * g);
                h[j] = o * Math.Tanh(c[j]);
                Assert.Equal(h[j], double.CreateTruncating(one[j]), tolerance);
            }
        }

        Assert.Equal(alone, state);
    }

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    // Two inputs; behind each other the weights of the inputs and of the units, and their biases.
    private sealed class Cell<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly int _rows;
        private readonly int _lanes;
        private readonly int _units;

        public Cell(int gates, int units)
        {
            _units = units;
            _rows = gates * units;
            _lanes = Lanes(gates, units);
            var random = new SeededRandom(units, gates);
            Parameters = [.. Enumerable.Range(0, (units + 4) * _lanes).Select(_ => T.CreateTruncating(random.NextDouble() - 0.5))];
            X = [.. Enumerable.Range(0, 2 * Steps).Select(_ => T.CreateTruncating(random.NextDouble() - 0.5))];
            Work = new T[(Steps + 1) * _lanes];
        }

        public T[] Parameters { get; }

        public T[] X { get; }

        public T[] Work { get; }

        // Rows of gates in whole registers of the widest kind.
        public static int Lanes(int gates, int units)
        {
            int register = 64 / Unsafe.SizeOf<T>();
            return ((gates * units) + register - 1) / register * register;
        }

        public (double[] OfInput, double[] OfState) Sums(int step, double[] h)
        {
            var ofInput = new double[_rows];
            var ofState = new double[_rows];
            for (int row = 0; row < _rows; row++)
            {
                ofInput[row] = Parameter(_units + 2, row) + (Parameter(0, row) * double.CreateTruncating(X[2 * step])) + (Parameter(1, row) * double.CreateTruncating(X[(2 * step) + 1]));
                ofState[row] = Parameter(_units + 3, row) + Enumerable.Range(0, _units).Sum(j => Parameter(2 + j, row) * h[j]);
            }

            return (ofInput, ofState);
        }

        private double Parameter(int column, int row) => double.CreateTruncating(Parameters[(column * _lanes) + row]);
    }

    private interface IGates
    {
        static abstract int Count { get; }
    }

    private readonly struct CellOf<TSize, TGates, T> : IRecurrentShape<T>
        where TSize : struct, ISize
        where TGates : struct, IGates
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int Units => TSize.Units;

        public static int Inputs => 2;

        public static int Gates => TGates.Count;

        public static int Lanes => Cell<T>.Lanes(TGates.Count, TSize.Units);

        public static int UnitLanes => TSize.Units;

        public static int InputStride => 2;

        public static int InputLanes => 16 / Unsafe.SizeOf<T>();

        public static int InputWeightsStart => 0;

        public static int RecurrentWeightsStart => 2 * Lanes;

        public static bool HasBiases => true;

        public static int InputBiasesStart => (TSize.Units + 2) * Lanes;

        public static int RecurrentBiasesStart => (TSize.Units + 3) * Lanes;

        public static int Chains => TSize.Chains;
    }

    private readonly struct ThreeGates : IGates
    {
        public static int Count => 3;
    }

    private readonly struct FourGates : IGates
    {
        public static int Count => 4;
    }

    private readonly struct Of4In4 : ISize
    {
        public static int Units => 4;

        public static int Chains => 4;
    }

    private readonly struct Of4In2 : ISize
    {
        public static int Units => 4;

        public static int Chains => 2;
    }

    private readonly struct Of8In4 : ISize
    {
        public static int Units => 8;

        public static int Chains => 4;
    }

    private readonly struct Of8In2 : ISize
    {
        public static int Units => 8;

        public static int Chains => 2;
    }

    private readonly struct Of16In4 : ISize
    {
        public static int Units => 16;

        public static int Chains => 4;
    }

    private readonly struct Of16In2 : ISize
    {
        public static int Units => 16;

        public static int Chains => 2;
    }

    private readonly struct Of16In1 : ISize
    {
        public static int Units => 16;

        public static int Chains => 1;
    }

    private readonly struct Of32In2 : ISize
    {
        public static int Units => 32;

        public static int Chains => 2;
    }

    private readonly struct Of32In1 : ISize
    {
        public static int Units => 32;

        public static int Chains => 1;
    }

    private readonly struct Of48In1 : ISize
    {
        public static int Units => 48;

        public static int Chains => 1;
    }

    private readonly struct Of64In1 : ISize
    {
        public static int Units => 64;

        public static int Chains => 1;
    }
}
