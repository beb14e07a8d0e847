namespace Inspect;

/// <summary>
/// The equations of single units with their numbers. Of a sum of more than <see cref="ShownTerms"/> products those are written out that
/// are largest in magnitude.
/// </summary>
/// <param name="numbers">The numbers.</param>
internal sealed class UnitSums(Inspection numbers)
{
    /// <summary>Products that are written out.</summary>
    public const int ShownTerms = 4;

    /// <summary>z[j] = Σ W[j, i] a[i] + b[j].</summary>
    public string[] OfSum(int l)
    {
        (Tensor w, Tensor input, Tensor b, Tensor z) = (numbers[$"W{l}"], numbers.InputOf(l), numbers[$"b{l}"], numbers[$"z{l}"]);
        return ForEach(z, j => Sum(w.Columns, i => w[j, i] * input[i], i => Product(w, j, i, input, i)) + $" + {Html.Factor(b, j)}"
            + $" = {Html.Number(z, j)}");
    }

    /// <summary>a[j] = σ(z[j]).</summary>
    public string[] OfActivation(int l)
    {
        (Tensor z, Tensor a) = (numbers[$"z{l}"], numbers[$"a{l}"]);
        return ForEach(a, j => numbers.FormulaOf(l).InNumbers(z, j) + $" = {Html.Number(a, j)}");
    }

    /// <summary>δ[j] of the last layer.</summary>
    public string[] OfOutputDelta(int l)
    {
        (Tensor a, Tensor y, Tensor delta) = (numbers[$"a{l}"], numbers["y"], numbers[$"δ{l}"]);
        return ForEach(delta, j =>
        {
            string error = $"{Html.Number(a, j)} − {Html.Number(y, j)}";
            string slope = numbers.IsFused ? string.Empty : " · " + numbers.FormulaOf(l).DerivativeInNumbers(a, j);
            return (slope.Length > 0 ? $"({error})" : error) + $"{slope} = {Html.Number(delta, j)}";
        });
    }

    /// <summary>δ[i] = (Σ_j W[j, i] δ[j]) σ′(z[i]), with W and δ of the layer after.</summary>
    public string[] OfDelta(int l)
    {
        (Tensor w, Tensor next, Tensor a, Tensor delta) = (numbers[$"W{l + 1}"], numbers[$"δ{l + 1}"], numbers[$"a{l}"], numbers[$"δ{l}"]);
        return ForEach(delta, i => $"({Sum(w.Rows, j => w[j, i] * next[j], j => Product(w, j, i, next, j))})"
            + $" · {numbers.FormulaOf(l).DerivativeInNumbers(a, i)} = {Html.Number(delta, i)}");
    }

    /// <summary>dW[j, i] = δ[j] a[i] for the largest ones, and db[j].</summary>
    public string[] OfGradients(int l)
    {
        (Tensor dW, Tensor db, Tensor delta, Tensor input) = (numbers[$"dW{l}"], numbers[$"db{l}"], numbers[$"δ{l}"], numbers.InputOf(l));
        return ForEach(delta, j => Lines(
            Shown(dW.Columns, i => dW[j, i])
                .Select(i => $"{Named($"dW{l}[{j}, {i}]")} = {Product(delta, j, 0, input, i)} = {Html.Number(dW, j, i)}"),
            dW.Columns,
            $"{Named($"db{l}[{j}]")} = {Html.Number(db, j)}"));
    }

    /// <summary>∂L/∂x[i] = Σ_j W1[j, i] δ1[j].</summary>
    public string[] OfInputGradient()
    {
        (Tensor w, Tensor delta, Tensor dx) = (numbers["W1"], numbers["δ1"], numbers["dx"]);
        return ForEach(dx, i => $"{Sum(w.Rows, j => w[j, i] * delta[j], j => Product(w, j, i, delta, j))} = {Html.Number(dx, i)}");
    }

    /// <summary>w − η dW for the largest steps of a unit, and its bias.</summary>
    public string[] OfUpdate(int l)
    {
        (Tensor w, Tensor dW, Tensor after) = (numbers[$"W{l}"], numbers[$"dW{l}"], numbers[$"W{l}′"]);
        (Tensor b, Tensor db, Tensor biasAfter) = (numbers[$"b{l}"], numbers[$"db{l}"], numbers[$"b{l}′"]);
        return ForEach(b, j => Lines(
            Shown(dW.Columns, i => dW[j, i]).Select(i =>
                $"{Named($"W{l}[{j}, {i}]")} ← {Html.Number(w, j, i)} − {Rate} · {Html.Factor(dW, j, i)} = {Html.Number(after, j, i)}"),
            dW.Columns,
            $"{Named($"b{l}[{j}]")} ← {Html.Number(b, j)} − {Rate} · {Html.Factor(db, j)} = {Html.Number(biasAfter, j)}"));
    }

    private static string Rate => Html.Number("learningRate");

    private static string[] ForEach(Tensor units, Func<int, string> equation) =>
        [.. Enumerable.Range(0, units.Rows).Select(j => equation(j))];

    /// <summary>Two factors.</summary>
    public static string Product(Tensor left, int row, int column, Tensor right, int index) =>
        $"{Html.Factor(left, row, column)} · {Html.Factor(right, index)}";

    /// <summary>The name of an element.</summary>
    public static string Named(string element) => $"<span class=\"name\">{Formula.Inline(element)}</span>";

    /// <summary>A sum of products, of which the largest are written out.</summary>
    public static string Sum(int count, Func<int, double> value, Func<int, string> product)
    {
        string sum = string.Join(" + ", Shown(count, value).Select(i => $"<span class=\"product\">{product(i)}</span>"));
        return count > ShownTerms ? $"{sum} + <span class=\"more\">{count - ShownTerms} more</span>" : sum;
    }

    /// <summary>Equations one below the other, and the last.</summary>
    public static string Lines(IEnumerable<string> lines, int count, string last)
    {
        string[] more = count > ShownTerms ? [$"<span class=\"more\">and {count - ShownTerms} more weights</span>"] : [];
        return string.Concat(lines.Concat(more).Append(last).Select(line => $"<span class=\"line\">{line}</span>"));
    }

    // All of a few; of many the largest in magnitude, in their order, and the first ones of equals.
    private static IEnumerable<int> Shown(int count, Func<int, double> value) => count <= ShownTerms
        ? Enumerable.Range(0, count)
        : Enumerable.Range(0, count).OrderByDescending(i => Math.Abs(value(i))).Take(ShownTerms).Order();
}
