namespace CompiledNet.Tests.Optimizers;

public sealed class OptimizerStateTests
{
    public static TheoryData<Func<Optimizer>> All =>
    [
        () => new Sgd(0.1),
        () => new Sgd(0.1, 0.9, nesterov: true, 0.01),
        () => new RmsProp(),
        () => new Adagrad(),
        () => new Adam(),
        () => new AdamW(),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Gradients_of_another_length_are_refused_before_anything_is_written(Func<Optimizer> create)
    {
        Optimizer optimizer = create();
        float[] parameters = [1, 2, 3];
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => optimizer.Step(parameters, [1f, 1f]));
        Assert.Equal("gradients", thrown.ParamName);
        Assert.Contains("2", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("3", thrown.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], parameters);

        // Nothing was remembered either.
        optimizer.Step(new float[5], new float[5]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Parameters_of_another_length_are_refused_after_the_first_step(Func<Optimizer> create)
    {
        Optimizer optimizer = create();
        optimizer.Step(new double[4], new double[4]);
        double[] parameters = [1, 2, 3];
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => optimizer.Step(parameters, [1.0, 1.0, 1.0]));
        Assert.Equal("parameters", thrown.ParamName);
        Assert.Contains("3 of type Double; 4 of type Double", thrown.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], parameters);
        Assert.Throws<ArgumentException>(() => optimizer.Prepare(parameters));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Parameters_of_another_type_are_refused_after_the_first_step(Func<Optimizer> create)
    {
        Optimizer optimizer = create();
        optimizer.Prepare(new float[4]);
        double[] parameters = [1, 2, 3, 4];
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => optimizer.Step(parameters, new double[4]));
        Assert.Contains("4 of type Double; 4 of type Single", thrown.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3, 4], parameters);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Padding_stays_finite_and_zeros_stay_zero(Func<Optimizer> create)
    {
        Optimizer optimizer = create();
        float[] parameters = [0, 1e30f, -5, 0.1f];
        for (int step = 0; step < 200; step++)
        {
            optimizer.Step(parameters, [0, 0, 0, 0.1f]);
        }

        Assert.Equal(0, parameters[0]);
        Assert.All(parameters, parameter => Assert.True(float.IsFinite(parameter)));
    }

    [Fact]
    public void Without_epsilon_a_parameter_whose_gradients_are_all_0_stays()
    {
        Optimizer[] optimizers = [new RmsProp(0.1, epsilon: 0), new Adagrad(0.1, 0), new Adam(0.1, epsilon: 0)];
        foreach (Optimizer optimizer in optimizers)
        {
            float[] parameters = [2, 2];
            optimizer.Step(parameters, [0, 1]);
            Assert.Equal(2, parameters[0]);
            Assert.NotEqual(2, parameters[1]);
            Assert.True(float.IsFinite(parameters[1]));
        }
    }

    [Fact]
    public void A_rule_of_ones_own_needs_one_method()
    {
        var sign = new SignDescent(0.5);
        float[] parameters = [1, 1, 1];
        sign.Step(parameters, [0.1f, -3, 0]);
        sign.Step(parameters, [0.1f, -3, 0]);
        Assert.Equal([0, 2, 1], parameters);
        Assert.Equal(2, sign.StepsSeen);
    }

    private sealed class SignDescent(double learningRate) : Optimizer(learningRate)
    {
        public long StepsSeen { get; private set; }

        protected override int StateVectors => 1;

        protected override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state)
        {
            Assert.Equal(parameters.Length, state[0].Length);
            StepsSeen = state.Steps;
            T eta = T.CreateTruncating(LearningRate);
            for (int i = 0; i < parameters.Length; i++)
            {
                parameters[i] -= eta * T.CreateTruncating(T.Sign(gradients[i]));
            }
        }
    }
}
