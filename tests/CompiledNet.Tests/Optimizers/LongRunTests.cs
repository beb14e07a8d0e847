using CompiledNet.Tests.Networks;

namespace CompiledNet.Tests.Optimizers;

/// <summary>
/// Thousands of steps against the rules as PyTorch's documentation writes them, one parameter at a time and in double: what acts late or adds up, such as
/// β₂ᵗ, which is below 0.01 after 4,603 steps only, shows in no short run.
/// </summary>
public sealed class LongRunTests
{
    private const int Steps = 6000;

    // A register of the widest, and three more.
    private const int Parameters = 19;

    private delegate double Rule(double w, double g, ref double first, ref double second, int step);

    private static readonly (string Name, Func<Optimizer> Create, Rule Rule)[] s_rules =
    [
        ("SGD", () => new Sgd(0.01), Momentum(0.01, 0, isNesterov: false, 0)),
        ("SGD with weight decay", () => new Sgd(0.01, weightDecay: 0.1), Momentum(0.01, 0, isNesterov: false, 0.1)),
        ("momentum", () => new Sgd(0.01, 0.95, weightDecay: 0.1), Momentum(0.01, 0.95, isNesterov: false, 0.1)),
        ("Nesterov", () => new Sgd(0.01, 0.95, nesterov: true, 0.1), Momentum(0.01, 0.95, isNesterov: true, 0.1)),
        ("RMSProp", () => new RmsProp(0.01, 0.999, 1e-8), (double w, double g, ref double v, ref double _, int _) =>
        {
            v = (0.999 * v) + (0.001 * g * g);
            return w - (0.01 * g / (Math.Sqrt(v) + 1e-8));
        }),
        ("Adagrad", () => new Adagrad(0.01, 1e-10), (double w, double g, ref double sum, ref double _, int _) =>
        {
            sum += g * g;
            return w - (0.01 * g / (Math.Sqrt(sum) + 1e-10));
        }),
        ("Adam", () => new Adam(0.01), Adam(0.01, 0.9, 0.999, 1e-8, 0)),
        ("Adam that forgets slowly", () => new Adam(0.01, 0.999, 0.9, 1e-3), Adam(0.01, 0.999, 0.9, 1e-3, 0)),
        ("AdamW", () => new AdamW(0.01, weightDecay: 0.1), Adam(0.01, 0.9, 0.999, 1e-8, 0.1)),
    ];

    public static TheoryData<string> Rules => [.. s_rules.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_step_is_that_of_the_textbook(string name)
    {
        (_, Func<Optimizer> create, Rule rule) = s_rules.First(candidate => candidate.Name == name);
        (Optimizer inDouble, Optimizer inSingle) = (create(), create());
        double[] expected = TestData.Draw<double>(Parameters, 1);
        double[] w = [.. expected];
        float[] single = [.. expected.Select(value => (float)value)];
        double[] first = new double[Parameters];
        double[] second = new double[Parameters];
        for (int step = 1; step <= Steps; step++)
        {
            // Gradients that singles hold too, of sizes from 1e-6 to 1, and smaller later on.
            float[] gradients = TestData.Draw<float>(Parameters, step + 1);
            for (int i = 0; i < Parameters; i++)
            {
                gradients[i] *= (step < Steps / 2 ? 1f : 0.1f) * (i % 3 == 0 ? 1e-6f : 1);
                expected[i] = rule(expected[i], gradients[i], ref first[i], ref second[i], step);
            }

            inDouble.Step(w, Array.ConvertAll(gradients, value => (double)value));
            inSingle.Step(single, gradients);
            for (int i = 0; i < Parameters; i++)
            {
                Assert.True(Math.Abs(expected[i] - w[i]) < 1e-11, $"{name}, step {step}: {w[i]} instead of {expected[i]}");
                Assert.True(Math.Abs(expected[i] - single[i]) < 1e-4 * Math.Max(1, Math.Abs(expected[i])), $"{name} in single, step {step}: {single[i]} instead of {expected[i]}");
            }
        }
    }

    private static Rule Momentum(double rate, double momentum, bool isNesterov, double decay) =>
        (double w, double g, ref double velocity, ref double _, int _) =>
        {
            g += decay * w;
            velocity = (momentum * velocity) + g;
            return w - (rate * (isNesterov ? g + (momentum * velocity) : velocity));
        };

    private static Rule Adam(double rate, double beta1, double beta2, double epsilon, double decay) =>
        (double w, double g, ref double mean, ref double square, int step) =>
        {
            w -= rate * decay * w;
            mean = (beta1 * mean) + ((1 - beta1) * g);
            square = (beta2 * square) + ((1 - beta2) * g * g);
            double corrected = mean / (1 - Math.Pow(beta1, step));
            return w - (rate * corrected / (Math.Sqrt(square / (1 - Math.Pow(beta2, step))) + epsilon));
        };
}
