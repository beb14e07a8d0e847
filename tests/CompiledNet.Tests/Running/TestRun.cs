using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace CompiledNet.Tests.Running;

/// <summary>
/// Runs test classes of the assembly in this process, without a test host: for machines that have none, and where its start would take most of the
/// time. Compiled into several test programs.
/// </summary>
internal static class TestRun
{
    /// <summary>Runs classes, and prints what failed.</summary>
    /// <param name="classes">Names of classes, without their namespaces.</param>
    /// <returns>0 where all tests passed, 1 where one failed, 2 where a class is missing or has no test.</returns>
    public static int Run(IReadOnlyCollection<string> classes)
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var framework = new XunitTestFramework(new Sink());
        using ITestFrameworkDiscoverer discoverer = framework.GetDiscoverer(Reflector.Wrap(assembly));
        var tests = new List<IXunitTestCase>();
        foreach (string name in classes)
        {
            var found = new Sink();
            foreach (Type type in assembly.GetTypes().Where(type => type.Name == name && !type.IsAbstract))
            {
                using var ended = new ManualResetEventSlim();
                found.Ended = ended;
                discoverer.Find(type.FullName, includeSourceInformation: false, found, new Options());
                ended.Wait();
            }

            if (found.Tests.Count == 0)
            {
                Console.Error.WriteLine($"There is no test in a class {name}.");
                return 2;
            }

            tests.AddRange(found.Tests);
        }

        using ITestFrameworkExecutor executor = framework.GetExecutor(assembly.GetName());
        using var done = new ManualResetEventSlim();
        var results = new Sink { Ended = done };
        executor.RunTests(tests, results, new Options());
        done.Wait();
        Console.WriteLine($"{results.Passed} tests passed, {results.Failed} failed, {results.Skipped} skipped");
        return results.Failed > 0 ? 1 : results.Passed > 0 ? 0 : 2;
    }

    private sealed class Options : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
    {
        private readonly Dictionary<string, object?> _values = [];

        public TValue GetValue<TValue>(string name) => _values.TryGetValue(name, out object? value) ? (TValue)value! : default!;

        public void SetValue<TValue>(string name, TValue value) => _values[name] = value;
    }

    private sealed class Sink : Xunit.LongLivedMarshalByRefObject, IMessageSink
    {
        private readonly Lock _writing = new();

        public List<IXunitTestCase> Tests { get; } = [];

        public int Passed { get; private set; }

        public int Failed { get; private set; }

        public int Skipped { get; private set; }

        public ManualResetEventSlim? Ended { get; set; }

        public bool OnMessage(IMessageSinkMessage message)
        {
            lock (_writing)
            {
                switch (message)
                {
                    case ITestCaseDiscoveryMessage { TestCase: IXunitTestCase test }:
                        Tests.Add(test);
                        break;
                    case ITestPassed:
                        Passed++;
                        break;
                    case ITestSkipped:
                        Skipped++;
                        break;
                    case ITestFailed failed:
                        Fail(failed.Test.DisplayName, failed);
                        break;
                    case IErrorMessage error:
                        Fail("outside of a test", error);
                        break;
                    case ITestClassCleanupFailure cleanup:
                        Fail(cleanup.TestClass.Class.Name, cleanup);
                        break;
                    case IDiscoveryCompleteMessage or ITestAssemblyFinished:
                        Ended?.Set();
                        break;
                }
            }

            return true;
        }

        private void Fail(string name, IFailureInformation failure)
        {
            Failed++;
            Console.WriteLine($"FAILED {name}: {string.Join(' ', failure.Messages)}");
            Console.WriteLine(failure.StackTraces.FirstOrDefault());
        }
    }
}
