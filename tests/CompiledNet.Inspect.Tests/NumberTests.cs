using System.Globalization;
using System.Text.RegularExpressions;
using Inspect;
using Microsoft.Playwright;

namespace CompiledNet.Inspect.Tests;

[Collection("pages")]
public sealed partial class NumberTests(Pages pages)
{
    [BrowserTheory]
    [InlineData("note0")]
    [InlineData("digits")]
    [InlineData("convolution")]
    public async Task Every_number_in_sight_is_the_networks(string name)
    {
        Dictionary<string, double> numbers = name switch
        {
            "note0" => NetworkNumbers.OfNote0(),
            "digits" => NetworkNumbers.OfDigits(),
            _ => NetworkNumbers.OfStrokes(),
        };
        OpenPage page = await pages.OpenAsync(name);
        var seen = new HashSet<string>();
        foreach (string step in await page.StepsAsync())
        {
            (string Path, string Text)[] shown = await page.NumbersAsync();
            foreach ((string path, string text) in shown)
            {
                string expected = path == "learningRate"
                    ? numbers[path].ToString(CultureInfo.InvariantCulture)
                    : NetworkNumbers.TextOf(numbers[path]);
                Assert.Equal((step, path, expected), (step, path, text.Trim('(', ')')));
                seen.Add(path);
            }

            await page.PressAsync("ArrowRight");
        }

        string[] notShown = [.. numbers.Keys.Except(seen)];
        if (name == "note0")
        {
            Assert.Empty(notShown);
        }
        else
        {
            // Thousands of weights are pictures, the hidden units bars: of their numbers those of one unit are shown.
            string last = name == "digits" ? "2" : "4";
            string[] always = ["z" + last, "a" + last, "δ" + last, "loss", "lossAfter"];
            Assert.DoesNotContain(notShown, path => always.Contains(path.Split('/')[0]));
        }
    }

    [BrowserTheory]
    [InlineData("note0")]
    public async Task The_graph_knows_what_is_computed_by_then(string name)
    {
        (string Step, string Known, string Unknown)[] expectations =
        [
            ("sample", "y", "z1"), ("z1", "z1", "a1"), ("a1", "a1", "z2"), ("z2", "z2", "a2"), ("a2", "a2", "loss"), ("loss", "loss", "δ2"),
            ("delta2", "δ2", "dW2"), ("gradients2", "dW2", "δ1"), ("delta1", "δ1", "dW1"), ("gradients1", "dW1", "dx"), ("input", "dx", "W1′"),
            ("update", "W1′", "dW1"),
        ];
        OpenPage page = await pages.OpenAsync(name);
        foreach ((string step, string known, string unknown) in expectations)
        {
            Assert.Equal(step, await page.StepAsync());
            string[] shown = [.. (await page.NumbersAsync("#graph")).Select(number => number.Path.Split('/')[0])];
            Assert.Contains(known, shown);
            Assert.DoesNotContain(unknown, shown);
            await page.PressAsync("ArrowRight");
        }
    }

    [BrowserTheory]
    [InlineData("note0", 1)]
    [InlineData("note0", 2)]
    [InlineData("digits", 1)]
    [InlineData("digits", 2)]
    public async Task Edges_are_drawn_by_weight_and_only_those_that_matter(string name, int l)
    {
        OpenPage page = await pages.OpenAsync(name, $"z{l}");
        int[] drawn = await page.Page.EvaluateAsync<int[]>(
            "[document.querySelectorAll('.edge.active:not(.minus)').length, document.querySelectorAll('.edge.active.minus').length]");
        Dictionary<string, double> numbers = name == "note0" ? NetworkNumbers.OfNote0() : NetworkNumbers.OfDigits();
        double[] weights =
        [
            .. numbers.Where(number => number.Key.StartsWith($"W{l}/", StringComparison.Ordinal))
                .OrderByDescending(number => Math.Abs(number.Value * numbers[(l == 1 ? "x/" : $"a{l - 1}/") + number.Key.Split('/')[2]]))
                .Take(ShownEdges.Most)
                .Select(number => number.Value),
        ];
        Assert.Equal([weights.Count(w => w >= 0), weights.Count(w => w < 0)], drawn);

        double[] widths = await page.Page.EvaluateAsync<double[]>(
            "[...document.querySelectorAll('.edge.active')].map(e => Number(e.getAttribute('stroke-width')))");
        Assert.Equal(weights.Select(Math.Abs).Order().First() < weights.Select(Math.Abs).Order().Last(), widths.Min() < widths.Max());
        Assert.All(widths, width => Assert.InRange(width, 0.6, 7));
    }

    [BrowserTheory]
    [InlineData("note0", "a1", "a1", 1, 2)]
    [InlineData("digits", "z1", "z1", 1, 30)]
    [InlineData("digits", "delta2", "δ2", 2, 4)]
    [InlineData("digits", "input", "dx", 0, 20)]
    public async Task A_unit_can_be_chosen_in_the_graph_and_in_the_list(string name, string step, string tensor, int layer, int unit)
    {
        OpenPage page = await pages.OpenAsync(name, step);
        await page.Page.Locator($"[data-node='{layer}/{unit}']").ClickAsync();
        Assert.Contains($"{tensor}/{unit}", (await page.NumbersAsync(".unit")).Select(number => number.Path));
        ILocator list = page.Page.Locator(".step.current select");
        Assert.Equal($"{unit}", await list.InputValueAsync());
        await list.SelectOptionAsync("1");
        Assert.Contains($"{tensor}/1", (await page.NumbersAsync(".unit")).Select(number => number.Path));
        Assert.Equal(1, await page.Page.Locator($".chosen[data-node='{layer}/1']").CountAsync());
    }

    [BrowserTheory]
    [InlineData("note0", 1, 2, 2)]
    [InlineData("note0", 2, 1, 4)]
    [InlineData("digits", 1, 30, 30)]
    [InlineData("digits", 2, 4, 36)]
    public async Task The_update_of_any_layer_s_unit_can_be_chosen(string name, int layer, int unit, int place)
    {
        OpenPage page = await pages.OpenAsync(name, "update");
        await page.Page.Locator($"[data-node='{layer}/{unit}']").ClickAsync();
        ILocator list = page.Page.Locator(".step.current select");
        Assert.Equal($"{place}", await list.InputValueAsync());
        Assert.Contains($"b{layer}′/{unit}", (await page.NumbersAsync(".unit")).Select(number => number.Path));
        await list.SelectOptionAsync("0");
        Assert.Contains("b1′/0", (await page.NumbersAsync(".unit")).Select(number => number.Path));
        Assert.Equal(1, await page.Page.Locator(".chosen[data-node='1/0']").CountAsync());
        await list.SelectOptionAsync($"{place}");
        Assert.Equal(1, await page.Page.Locator($".chosen[data-node='{layer}/{unit}']").CountAsync());
    }

    // Each as the sum of its products, so that neither a window nor a filter can be another's.
    [BrowserTheory]
    [InlineData("z1", "1/145", "z1/36/1", 2)]
    [InlineData("z1", "1/3", "z1/0/3", 2)]
    [InlineData("a2", "2/25", "a2/6/1", 1)]
    [InlineData("delta1", "1/145", "δ1/36/1", 2)]
    [InlineData("gradients1", "5/14", "dW1/1/5", 2)]
    [InlineData("input", "0/27", "dx/27", 4)]
    public async Task A_place_of_a_map_is_chosen_and_what_it_comes_from_is_framed(string step, string node, string path, int frames)
    {
        OpenPage page = await pages.OpenAsync("convolution", step);
        await page.Page.Locator($"[data-node='{node}']").ClickAsync();
        Assert.Equal(path, (await page.NumbersAsync(".unit"))[^1].Path);
        Assert.Equal(frames, await page.Page.Locator("rect.window").CountAsync());
        Assert.Equal(1, await page.Page.Locator($".chosen[data-node='{node}']").CountAsync());
    }

    [Fact]
    public void What_is_written_of_a_number_adds_up_to_it()
    {
        Dictionary<string, double> numbers = NetworkNumbers.OfStrokes();
        Inspection inspection = Samples.Strokes.Run(Samples.Strokes.LeastCertain).Numbers;
        var sums = new MapSums(inspection);
        AssertAddUp(sums.OfConvolution(), numbers);
        AssertAddUp(sums.OfGradients(), numbers);
        AssertAddUp(sums.OfInputGradient(), numbers);
    }

    // The products and what is added to them, where all are written out: the last number is their sum.
    private static void AssertAddUp(string[] equations, Dictionary<string, double> numbers)
    {
        int checkedOnes = 0;
        foreach (string equation in equations.Where(equation => !equation.Contains("more", StringComparison.Ordinal)))
        {
            string[] sides = equation.Split(" = ");
            double sum = sides[0].Split(" + ").Sum(term => Numbers(term).Aggregate(term == "0" ? 0d : 1d, (product, number) => product * number));
            double expected = Assert.Single(Numbers(sides[1]));
            Assert.Equal(expected, sum, 1e-5);
            checkedOnes++;
        }

        Assert.True(checkedOnes > 0);
        IEnumerable<double> Numbers(string text) => DataValue().Matches(text).Select(match => numbers[match.Groups[1].Value]);
    }

    // The image that the network is least certain of: a 9 that it takes for another digit.
    [BrowserTheory]
    [InlineData("digits")]
    public async Task The_answer_is_said_in_words(string name)
    {
        DigitSample sample = Samples.Digits;
        int right = sample.Test.ClassOf(sample.LeastCertain);
        Dictionary<string, double> numbers = NetworkNumbers.OfDigits();
        int taken = Enumerable.Range(0, 10).MaxBy(k => numbers[$"a2/{k}"]);
        OpenPage page = await pages.OpenAsync(name, "a2");
        Assert.NotEqual(right, taken);
        Assert.Contains(
            $"takes this {right} for a {taken}: that has a probability of {NetworkNumbers.TextOf(numbers[$"a2/{taken}"])}, "
            + $"the {right} only one of {NetworkNumbers.TextOf(numbers[$"a2/{right}"])}.",
            await page.Page.Locator(".step.current .remark").TextContentAsync(),
            StringComparison.Ordinal);
    }

    [BrowserTheory]
    [InlineData("note0")]
    [InlineData("digits")]
    public async Task The_code_of_the_step_is_beside_it_and_the_rest_can_be_unfolded(string name)
    {
        (string Step, string Statement)[] expectations =
        [
            ("sample", "[Network("), ("z1", "W1["), ("a1", "a1["), ("z2", "W2["), ("a2", "a2["), ("loss", "sum +="), ("delta2", "delta2["),
            ("gradients2", "dW2["), ("delta1", "delta1["), ("gradients1", "dW1["), ("input", "dx["), ("update", "optimizer.Step("),
        ];
        OpenPage page = await pages.OpenAsync(name);
        foreach ((string step, string statement) in expectations)
        {
            Assert.Equal(step, await page.StepAsync());
            string[] marked = await page.Page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('.code.current .marked:not(.comment)')].filter(e => e.checkVisibility()).map(e => e.textContent)");
            Assert.Contains(marked, line => line.Contains(statement, StringComparison.Ordinal));

            // Lines in sight before and after, and all there are.
            int[] lines = await page.Page.EvaluateAsync<int[]>(
                """
                (() => {
                  const all = [...document.querySelectorAll(".code.current .l")];
                  const inSight = () => all.filter(e => e.checkVisibility()).length;
                  const before = inSight();
                  document.querySelectorAll(".code.current .unfold").forEach(button => button.click());
                  return [before, inSight(), all.length];
                })()
                """);
            Assert.Equal(lines[2], lines[1]);
            Assert.Equal(step == "sample", lines[0] == lines[1]);
            await page.PressAsync("ArrowRight");
        }
    }

    [GeneratedRegex("data-value=\"([^\"]+)\"")]
    private static partial Regex DataValue();
}
