using System.Numerics;
using System.Text;

namespace CompiledNet.Tests.Files;

public sealed class OptimizerFileTests
{
    private const int Steps = 70;

    public static TheoryData<Func<Optimizer>> All =>
    [
        () => new Sgd(0.1),
        () => new Sgd(0.1, 0.9, nesterov: true, 0.01),
        () => new RmsProp(),
        () => new Adagrad(),
        () => new Adam(),
        () => new AdamW(),
        () => new OwnOptimizer(),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Resumed_at_any_step_it_gives_the_same_bits(Func<Optimizer> create)
    {
        ResumeAtEveryStep<float>(create);
        ResumeAtEveryStep<double>(create);
    }

    [Fact]
    public void It_is_loaded_into_one_that_has_been_in_use_too()
    {
        var saved = new Adam(0.3);
        using var stream = new MemoryStream();
        saved.Save(stream);
        (Adam used, Adam fresh) = (new Adam(), new Adam(0.3));
        float[] parameters = [1, 2, 3];
        used.Step(parameters, [1, 1, 1]);
        stream.Position = 0;
        used.Load(stream);

        float[] first = [1, 2, 3];
        float[] second = [1, 2, 3];
        used.Step(first, [3, 4, 5]);
        fresh.Step(second, [3, 4, 5]);
        Assert.Equal(second, first);
        Assert.Equal(0.3, used.LearningRate);
    }

    [Fact]
    public void A_file_of_another_kind_setting_size_or_type_is_refused_and_nothing_changes()
    {
        using var folder = new TemporaryFolder();
        var adam = new Adam(0.25, beta1: 0.8);
        adam.Step(new float[3], [1, 2, 3]);
        adam.Save(folder["adam"]);

        Refused<float>(new AdamW(), 3, "by the optimizer CompiledNet.Adam; CompiledNet.AdamW was expected");
        Refused<float>(new Adam(), 3, "with beta1 = 0.8; 0.9 was expected");
        Refused<float>(new Adam(beta1: 0.8), 4, "for 3 parameters of type Single; 4 of type Single were expected");
        Refused<double>(new Adam(beta1: 0.8), 3, "for 3 parameters of type Single; 3 of type Double were expected");

        // And one that keeps another number of vectors.
        new Sgd(momentum: 0.5).Save(folder["adam"]);
        Refused<float>(new Sgd(), 3, "with momentum = 0.5; 0 was expected");

        void Refused<T>(Optimizer optimizer, int length, string message)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            optimizer.StepAny<T>(new T[length], Gradients<T>(length, 0));
            byte[] before = Bytes(optimizer);
            NetworkFileException thrown = Assert.Throws<NetworkFileException>(() => optimizer.Load(folder["adam"]));
            Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
            Assert.Equal(before, Bytes(optimizer));
        }
    }

    [Fact]
    public void A_file_of_a_network_is_none_of_an_optimizer()
    {
        using var stream = new MemoryStream(FileBytes.Saved(new FileNet()));
        Assert.Contains("lack 'optimizer'", Assert.Throws<NetworkFileException>(() => new Adam().Load(stream)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"steps\":\"1\"", "\"steps\":\"x\"", "'steps' = 'x'; a whole number")]
    [InlineData("\"steps\":\"1\"", "\"steps\":\"-1\"", "'steps' = '-1'; a whole number")]
    [InlineData("\"learningRate\":\"0.25\"", "\"learningRate\":\"-1\"", "a learning rate of -1")]
    [InlineData("\"learningRate\":\"0.25\"", "\"learningRate\":\"NaN\"", "'learningRate' = 'NaN'; a finite number")]
    [InlineData("\"precision\":\"Single\"", "\"precision\":\"Triple\"", "'precision' = 'Triple'; Single or Double")]
    [InlineData("\"parameters\":\"3\"", "\"parameters\":\"2147483001\"", "a whole number from 0 to 2147483000")]
    [InlineData("\"parameters\":\"3\"", "\"parameters\":\"4\"", "the shape [3]; [4] was expected")]
    [InlineData("\"state.beta1Power\"", "\"state.beta3Power\"", "lack 'state.beta1Power'")]
    [InlineData("\"state.1\"", "\"state.2\"", "'state.1' [3] of Adam is missing")]
    [InlineData("\"state.1\"", "\"state.0\"", "'state.0' twice")]
    public void A_damaged_file_is_refused_and_nothing_changes(string part, string replacement, string message)
    {
        var adam = new Adam(0.25);
        adam.Step(new float[3], [1, 2, 3]);
        byte[] bytes = Bytes(adam);
        int length = (int)BitConverter.ToInt64(bytes);
        string header = Encoding.UTF8.GetString(bytes, 8, length);
        Assert.Contains(part, header, StringComparison.Ordinal);
        using var stream = new MemoryStream(FileBytes.Of(header.Replace(part, replacement, StringComparison.Ordinal), 24));

        var fresh = new Adam();
        byte[] before = Bytes(fresh);
        NetworkFileException thrown = Assert.Throws<NetworkFileException>(() => fresh.Load(stream));
        Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
        Assert.Equal(before, Bytes(fresh));
    }

    private static void ResumeAtEveryStep<T>(Func<Optimizer> create)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int Length = 37;
        T[] whole = Gradients<T>(Length, 99);
        Optimizer optimizer = create();
        var snapshots = new List<(byte[] State, T[] Parameters)>();
        for (int step = 0; step < Steps; step++)
        {
            snapshots.Add((Bytes(optimizer), [.. whole]));
            optimizer.LearningRate = 0.1 / (1 + step);
            optimizer.StepAny(whole, Gradients<T>(Length, step));
        }

        byte[] last = Bytes(optimizer);
        for (int at = 0; at < Steps; at++)
        {
            Optimizer resumed = create();
            using var stream = new MemoryStream(snapshots[at].State);
            resumed.Load(stream);
            T[] parameters = snapshots[at].Parameters;
            for (int step = at; step < Steps; step++)
            {
                // The first one of a resumed run takes the saved learning rate.
                if (step > at || at == 0)
                {
                    resumed.LearningRate = 0.1 / (1 + step);
                }
                else
                {
                    Assert.Equal(0.1 / step, resumed.LearningRate);
                    resumed.LearningRate = 0.1 / (1 + step);
                }

                resumed.StepAny(parameters, Gradients<T>(Length, step));
            }

            Assert.Equal(whole, parameters);
            Assert.Equal(last, Bytes(resumed));
        }
    }

    // Some are 0 after a while, and what is kept for them becomes subnormal and is cleared at the 64th step.
    private static T[] Gradients<T>(int length, int step)
        where T : unmanaged, IFloatingPointIeee754<T> =>
    [
        .. Enumerable.Range(0, length).Select(i => T.CreateTruncating(step > 2 && i % 3 == 0 ? 0 : Math.Sin((i * 1.7) + (step * 0.9)) * (i % 5 == 0 ? 1e-18 : 1))),
    ];

    private static byte[] Bytes(Optimizer optimizer)
    {
        using var stream = new MemoryStream();
        optimizer.Save(stream);
        return stream.ToArray();
    }

    /// <summary>An optimizer of a user's, with a setting and a number of its own.</summary>
    private sealed class OwnOptimizer() : Optimizer(0.1)
    {
        private double _decaying = 1;

        protected override int StateVectors => 3;

        protected override void ExchangeNumbers(SavedNumbers numbers)
        {
            numbers.Setting("share", 0.3);
            numbers.State("decaying", ref _decaying);
        }

        protected override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state)
        {
            _decaying *= 0.97;
            for (int i = 0; i < parameters.Length; i++)
            {
                state[2][i] += gradients[i];
                parameters[i] -= T.CreateTruncating(LearningRate * _decaying) * state[2][i];
            }
        }
    }
}
