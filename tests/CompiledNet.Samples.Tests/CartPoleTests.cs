using OnLine;

namespace CompiledNet.Samples.Tests;

public sealed class CartPoleTests
{
    private const double Cart = 1.0;
    private const double Pole = 0.2;
    private const double HalfLength = 0.5;
    private const double Gravity = 9.81;
    private const double TrackFriction = 0.1;
    private const double PivotFriction = 0.002;

    // What the equations of motion are derived from: energy changes by what force, push and friction do, and by nothing else.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 0)]
    [InlineData(0, -1)]
    [InlineData(-2, 0.5)]
    public void Energy_changes_by_the_work_of_forces_and_friction(double force, double push)
    {
        var state = new Motion(0.1, 0.4, 0.5, -0.3);
        double start = Energy(state);
        double work = 0;
        for (int step = 0; step < 1000; step++)
        {
            Motion next = CartPole.Next(state, force, push);
            work += CartPole.TimeStep * (Power(state, force, push) + Power(next, force, push)) / 2;
            state = next;
        }

        Assert.Equal(start + work, Energy(state), 1e-5);
        Assert.True(Math.Abs(work) > 0.01);
    }

    [Fact]
    public void Momentum_changes_by_force_push_and_the_friction_of_the_track()
    {
        var state = new Motion(0.1, 0.4, 0.5, -0.3);
        double start = Momentum(state);
        double impulse = 0;
        for (int step = 0; step < 500; step++)
        {
            Motion next = CartPole.Next(state, 2, 0.3);
            impulse += CartPole.TimeStep * (2.3 - (TrackFriction * (state.Velocity + next.Velocity) / 2));
            state = next;
        }

        Assert.Equal(start + impulse, Momentum(state), 1e-6);
    }

    // The one thing that the controller knows beforehand.
    [Fact]
    public void A_force_to_the_right_tips_the_pole_to_the_left()
    {
        for (double angle = -CartPole.FallenAngle; angle <= CartPole.FallenAngle; angle += 0.1)
        {
            var state = new Motion(0, 0.2, angle, -0.1);
            Assert.True(CartPole.Next(state, 1, 0).Rate < CartPole.Next(state, 0, 0).Rate);
        }
    }

    [Fact]
    public void A_pole_at_rest_upright_stays_and_one_that_leans_falls()
    {
        Assert.Equal(default, CartPole.Next(default, 0, 0));
        var state = new Motion(0, 0, 0.01, 0);
        int steps = 0;
        while (!CartPole.IsLost(state) && steps < 10_000)
        {
            state = CartPole.Next(state, 0, 0);
            steps++;
        }

        Assert.InRange(steps, 500, 3000);
        Assert.True(state.Angle > 0);
    }

    private static double Energy(in Motion s) =>
        (0.5 * (Cart + Pole) * s.Velocity * s.Velocity)
        + (Pole * HalfLength * Math.Cos(s.Angle) * s.Velocity * s.Rate)
        + (0.5 * 4 / 3 * Pole * HalfLength * HalfLength * s.Rate * s.Rate)
        + (Pole * Gravity * HalfLength * Math.Cos(s.Angle));

    private static double Power(in Motion s, double force, double push) =>
        (force * s.Velocity)
        + (push * (s.Velocity + (2 * HalfLength * Math.Cos(s.Angle) * s.Rate)))
        - (TrackFriction * s.Velocity * s.Velocity)
        - (PivotFriction * s.Rate * s.Rate);

    private static double Momentum(in Motion s) => ((Cart + Pole) * s.Velocity) + (Pole * HalfLength * Math.Cos(s.Angle) * s.Rate);
}
