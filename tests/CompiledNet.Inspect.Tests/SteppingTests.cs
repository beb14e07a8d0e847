using Microsoft.Playwright;

namespace CompiledNet.Inspect.Tests;

[Collection("pages")]
public sealed class SteppingTests(Pages pages)
{
    private static readonly string[] s_steps =
        ["sample", "z1", "a1", "z2", "a2", "loss", "delta2", "gradients2", "delta1", "gradients1", "input", "update"];

    [BrowserTheory]
    [InlineData("note0")]
    [InlineData("digits")]
    [InlineData("convolution")]
    public async Task Without_a_network_it_loads_asks_for_nothing_and_complains_of_nothing(string name)
    {
        OpenPage page = await pages.OpenAsync(name);
        foreach (string _ in await page.StepsAsync())
        {
            await page.PressAsync("ArrowRight");
        }

        string request = Assert.Single(page.Requests);
        Assert.EndsWith($"{name}.html", request, StringComparison.Ordinal);
        Assert.Empty(page.Messages);
    }

    [BrowserTheory]
    [InlineData("img", "img-src")]
    [InlineData("script", "script-src-elem")]
    public async Task The_page_forbids_itself_to_fetch(string element, string directive)
    {
        OpenPage page = await pages.OpenAsync("note0");
        string violated = await page.Page.EvaluateAsync<string>(
            """
            name => new Promise(resolve => {
              document.addEventListener("securitypolicyviolation", event => resolve(event.effectiveDirective));
              const element = document.createElement(name);
              element.addEventListener("error", () => setTimeout(() => resolve("nothing"), 100));
              element.src = "https://example.org/x";
              document.body.append(element);
            })
            """,
            element);
        Assert.Equal(directive, violated);
    }

    [BrowserTheory]
    [InlineData("note0")]
    [InlineData("digits")]
    public async Task Arrow_keys_step_forward_and_back_and_stop_at_the_ends(string name)
    {
        OpenPage page = await pages.OpenAsync(name);
        Assert.Equal(s_steps, await page.StepsAsync());
        Assert.Equal("sample", await page.StepAsync());
        await page.PressAsync("ArrowLeft");
        Assert.Equal("sample", await page.StepAsync());
        foreach (string step in s_steps[1..])
        {
            await page.PressAsync("ArrowRight");
            Assert.Equal(step, await page.StepAsync());
        }

        await page.PressAsync("ArrowRight");
        Assert.Equal("update", await page.StepAsync());
        foreach (string step in s_steps.Reverse().Skip(1))
        {
            await page.PressAsync("ArrowLeft");
            Assert.Equal(step, await page.StepAsync());
        }

        await page.PressAsync("End");
        Assert.Equal("update", await page.StepAsync());
        await page.PressAsync("Home");
        Assert.Equal("sample", await page.StepAsync());
    }

    [BrowserTheory]
    [InlineData("convolution")]
    public async Task A_convolution_has_steps_of_its_own(string name)
    {
        OpenPage page = await pages.OpenAsync(name);
        Assert.Equal(
            ["sample", "z1", "a1", "a2", "z4", "a4", "loss", "delta4", "gradients4", "delta2", "delta1", "gradients1", "input", "update"],
            await page.StepsAsync());
        await page.PressAsync("End");
        Assert.Equal("update", await page.StepAsync());
    }

    [BrowserTheory]
    [InlineData("note0")]
    public async Task Buttons_and_the_list_of_steps_do_the_same(string name)
    {
        OpenPage page = await pages.OpenAsync(name);
        ILocator previous = page.Page.GetByRole(AriaRole.Button, new() { Name = "Previous step" });
        ILocator next = page.Page.GetByRole(AriaRole.Button, new() { Name = "Next step" });
        Assert.True(await previous.IsDisabledAsync());
        await next.ClickAsync();
        await next.ClickAsync();
        Assert.Equal("a1", await page.StepAsync());
        await previous.ClickAsync();
        Assert.Equal("z1", await page.StepAsync());
        await page.Page.Locator("#steps button").Nth(11).ClickAsync();
        Assert.Equal("update", await page.StepAsync());
        Assert.True(await next.IsDisabledAsync());
        Assert.Equal("Step 12 of 12: The update: every weight takes a step downhill", await page.Page.Locator("[aria-live]").TextContentAsync());
        Assert.EndsWith("#update", page.Page.Url, StringComparison.Ordinal);
    }

    [BrowserTheory]
    [InlineData("note0")]
    [InlineData("digits")]
    public async Task The_address_may_name_a_step(string name)
    {
        OpenPage page = await pages.OpenAsync(name, "delta1");
        Assert.Equal("delta1", await page.StepAsync());
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("scrollY"));
    }

    [BrowserTheory]
    [InlineData("note0")]
    public async Task Keys_for_a_list_of_units_or_for_the_browser_are_left_to_them(string name)
    {
        OpenPage page = await pages.OpenAsync(name, "z1");
        await page.PressAsync("Alt+ArrowRight");
        Assert.Equal("z1", await page.StepAsync());
        await page.Page.Locator(".step.current select").FocusAsync();
        await page.PressAsync("ArrowRight");
        Assert.Equal("z1", await page.StepAsync());
    }

    [BrowserTheory]
    [InlineData("note0", 6)]
    [InlineData("digits", 40)]
    public async Task Something_flows_over_each_edge_unless_motion_is_unwanted(string name, int edges)
    {
        OpenPage moving = await pages.OpenAsync(name, "z2", motion: ReducedMotion.NoPreference);
        Assert.Equal(edges, await CountMovingAsync(moving, "flow"));
        await moving.PressAsync("ArrowRight");
        Assert.Equal(0, await CountMovingAsync(moving, "flow"));
        OpenPage back = await pages.OpenAsync(name, "delta1", motion: ReducedMotion.NoPreference);
        Assert.Equal(edges, await CountMovingAsync(back, "flow-back"));
        OpenPage still = await pages.OpenAsync(name, "z2");
        Assert.Equal(0, await CountMovingAsync(still, "flow"));
    }

    private static Task<int> CountMovingAsync(OpenPage page, string animation) => page.Page.EvaluateAsync<int>(
        "name => document.getAnimations().filter(animation => animation.animationName === name).length", animation);
}
