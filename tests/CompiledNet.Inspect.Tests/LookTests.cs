using Microsoft.Playwright;

namespace CompiledNet.Inspect.Tests;

[Collection("pages")]
public sealed class LookTests(Pages pages)
{
    [BrowserTheory]
    [InlineData("note0")]
    public async Task Light_and_dark_follow_the_system_and_the_button(string name)
    {
        OpenPage light = await pages.OpenAsync(name);
        OpenPage dark = await pages.OpenAsync(name, theme: ColorScheme.Dark);
        string onLight = await PaperAsync(light);
        string onDark = await PaperAsync(dark);
        Assert.NotEqual(onLight, onDark);

        ILocator button = light.Page.GetByRole(AriaRole.Button, new() { Name = "Dark" });
        Assert.Equal("false", await button.GetAttributeAsync("aria-pressed"));
        await button.ClickAsync();
        Assert.Equal("true", await button.GetAttributeAsync("aria-pressed"));
        Assert.Equal(onDark, await PaperAsync(light));
        await button.ClickAsync();
        Assert.Equal(onLight, await PaperAsync(light));
    }

    // The guidelines of accessibility ask for 4.5 for text.
    [BrowserTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Text_stands_out_from_what_it_stands_on(ColorScheme theme)
    {
        OpenPage page = await pages.OpenAsync("note0", "delta1", theme);
        double[] contrasts = await page.Page.EvaluateAsync<double[]>(
            """
            (() => {
              const probe = document.body.appendChild(document.createElement("p"));
              const light = name => {
                probe.style.color = `var(--${name})`;
                const [r, g, b] = getComputedStyle(probe).color.match(/\d+/g).map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              return ["ink", "muted", "plus", "minus"].flatMap(text => ["paper", "card", "now"].map(under => {
                const [a, b] = [light(text), light(under)].sort();
                return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
              }));
            })()
            """);
        Assert.Equal(12, contrasts.Length);
        Assert.All(contrasts, contrast => Assert.InRange(contrast, 4.5, 21));
    }

    [BrowserTheory]
    [InlineData("note0", 320)]
    [InlineData("note0", 700)]
    [InlineData("digits", 320)]
    [InlineData("digits", 1130)]
    [InlineData("convolution", 700)]
    public async Task Nothing_is_wider_than_the_window(string name, int width)
    {
        OpenPage page = await pages.OpenAsync(name, width: width);
        foreach (string step in await page.StepsAsync())
        {
            Assert.Equal((step, width), (step, await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")));
            await page.PressAsync("ArrowRight");
        }
    }

    [BrowserTheory]
    [InlineData("note0")]
    [InlineData("digits")]
    public async Task No_line_of_code_in_sight_is_cut_off(string name)
    {
        OpenPage page = await pages.OpenAsync(name);
        foreach (string step in await page.StepsAsync())
        {
            string[] cut = await page.Page.EvaluateAsync<string[]>(
                """
                [...document.querySelectorAll(".code.current pre")].filter(pre => pre.scrollWidth > pre.clientWidth)
                  .map(pre => [...pre.querySelectorAll(".l")].filter(line => line.checkVisibility()).map(line => line.textContent)
                    .sort((a, b) => b.length - a.length)[0])
                """);
            Assert.Equal((step, ""), (step, string.Concat(cut)));
            await page.PressAsync("ArrowRight");
        }
    }

    [BrowserTheory]
    [InlineData("note0")]
    public async Task An_equation_is_read_aloud_as_it_is_written_in_the_code(string name)
    {
        OpenPage page = await pages.OpenAsync(name, "z1");
        await ReadsAsync("z1 (3) = W1 (3×2) · x (2) + b1 (3)");
        await page.PressAsync("ArrowRight");
        await ReadsAsync("a1 (3) = sigmoid(z1) = 1 / (1 + e^−z1)");

        async Task ReadsAsync(string equation) =>
            Assert.True(await page.Page.GetByRole(AriaRole.Math, new() { Name = equation, Exact = true }).IsVisibleAsync());
    }

    private static Task<string> PaperAsync(OpenPage page) => page.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
