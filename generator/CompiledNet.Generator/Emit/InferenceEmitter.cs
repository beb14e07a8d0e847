using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>Writes the Forwards of inference, and the type that holds their steps.</summary>
internal sealed class InferenceEmitter
{
    private readonly CodeWriter _w;
    private readonly Vocabulary _v;
    private readonly NetworkPlan _plan;
    private readonly StepList _steps;

    public InferenceEmitter(CodeWriter writer, Vocabulary vocabulary, NetworkPlan plan)
    {
        _w = writer;
        _v = vocabulary;
        _plan = plan;
        string slots = string.Concat(Slots.Select(slot => $", {_v.Span} {slot}"));
        string slotNames = string.Concat(Slots.Select(slot => ", " + slot));
        (string input, string output, string samples) = plan.HasKernels || plan.IsOpen ? ("x", "y", "n") : ("input", "output", "1");
        string state = plan.IsOpen ? $", {_v.Span} state" : "";
        string count = samples == "1" ? "" : ", int n";
        var arguments = new InferenceArguments(plan, input, output, samples);
        _steps = new StepList(
            "PartOfInference",
            $"{_v.ReadOnlySpan} parameters, {_v.ReadOnlySpan} {input}, {_v.Span} {output}{state}{slots}{count}",
            $"parameters, {input}, {output}{(plan.IsOpen ? ", state" : "")}{slotNames}{(samples == "1" ? "" : ", n")}",
            from layer in plan.Layers
            let step = plan.IsOpen ? layer.Stream : layer.Inference
            where step is not null
            select (step.IsKernelAlone ? "Kernels." : "Propagation.") + arguments.Call(layer, step));
    }

    private IEnumerable<string> Slots => Enumerable.Range(0, _plan.Scratch.Slots.Count).Select(InferenceArguments.Slot);

    public void EmitMethods() => EmitMethods("public", () => _w.Line("/// <inheritdoc/>"), () => _w.Line("/// <inheritdoc/>"));

    /// <summary>The same as static methods of the frozen network, whose Parameters are static too.</summary>
    public void EmitFrozenMethods() => EmitMethods("public static", EmitForwardDocs, EmitThreadsDocs);

    private void EmitForwardDocs()
    {
        EmitParameterDocs();
        _w.Line($"/// <exception cref=\"{_v.Type("ArgumentException")}\">A length does not fit, or the spans overlap; nothing was written.</exception>");
    }

    private void EmitThreadsDocs()
    {
        EmitParameterDocs();
        _w.Line($"/// <param name=\"threads\">{(_plan.HasKernels ? "Threads at the most, the caller's own included" : "At least 1")}.</param>");
        _w.Line($"/// <exception cref=\"{_v.Type("ArgumentException")}\">A length does not fit, or the spans overlap; nothing was written.</exception>");
        _w.Line($"/// <exception cref=\"{_v.Type("ArgumentOutOfRangeException")}\">threads is less than 1; nothing was written.</exception>");
    }

    private void EmitMethods(string modifiers, Action emitDocs, Action emitThreadsDocs)
    {
        if (_plan.IsOpen)
        {
            EmitSequenceMethods(modifiers, emitDocs, emitThreadsDocs);
            return;
        }

        _w.Line($"/// <summary>Inference: {_plan.Inputs} numbers in, {_plan.OutputSize} out, for each of n samples. Keeps and allocates nothing; thread-safe.</summary>");
        emitDocs();
        _w.Line(_v.GeneratedStep);
        using (_w.Block($"{modifiers} void Forward({_v.ReadOnlySpan} input, {_v.Span} output)"))
        {
            _w.Line($"{_v.Type("NetworkArguments")}.CheckInference<{_v.T}>(input, output, inputSize: {_plan.Inputs}, outputSize: {_plan.OutputSize});");
            _w.Line($"{_v.Type("Scratch")}.Run<Inference, {_v.T}>(Parameters, input, output, input.Length == {_plan.Inputs});");
        }

        _w.Line();
        _w.Line(_plan.HasKernels
            ? "/// <summary>The same, shared among threads, with the same bits. Only large batches gain by it.</summary>"
            : "/// <summary>The same, for code that passes a number of threads: without vector kernels all samples stay on the caller's.</summary>");
        emitThreadsDocs();
        _w.Line(_v.GeneratedStep);
        using (_w.Block($"{modifiers} void Forward({_v.ReadOnlySpan} input, {_v.Span} output, int threads)"))
        {
            if (!_plan.HasKernels)
            {
                _w.Line($"{_v.Type("ArgumentOutOfRangeException")}.ThrowIfLessThan(threads, 1);");
                _w.Line("Forward(input, output);");
            }
            else
            {
                EmitShared();
            }
        }

        _w.Line();
    }

    private void EmitSequenceMethods(string modifiers, Action emitDocs, Action emitThreadsDocs)
    {
        _w.Line($"/// <summary>Inference of one sequence from zero state: {_plan.Inputs} numbers in, {_plan.OutputSize} out, for each of n steps. Allocates nothing; thread-safe.</summary>");
        emitDocs();
        _w.Line(_v.GeneratedStep);
        using (_w.Block($"{modifiers} void Forward({_v.ReadOnlySpan} input, {_v.Span} output)"))
        {
            _w.Line($"{_v.Type("NetworkArguments")}.CheckInference<{_v.T}>(input, output, inputSize: {_plan.Inputs}, outputSize: {_plan.OutputSize});");
            _w.Line($"{_v.Type("SequenceRunner")}.Run<Inference, {_v.T}>(Parameters, input, output);");
        }

        _w.Line();
        _w.Line("/// <summary>The same, for code that passes a number of threads: a sequence stays on the caller's.</summary>");
        emitThreadsDocs();
        _w.Line(_v.GeneratedStep);
        using (_w.Block($"{modifiers} void Forward({_v.ReadOnlySpan} input, {_v.Span} output, int threads)"))
        {
            _w.Line($"{_v.Type("ArgumentOutOfRangeException")}.ThrowIfLessThan(threads, 1);");
            _w.Line("Forward(input, output);");
        }

        _w.Line();
    }

    // Layer by layer, as many steps as a block has.
    private void EmitSequenceType()
    {
        using (_w.Block($"private readonly struct Inference : {_v.Type("ISequenceInference")}<{_v.T}>"))
        {
            _w.Line($"public static int InputSize => {_plan.Inputs};");
            _w.Line($"public static int OutputSize => {_plan.OutputSize};");
            _w.Line("// Steps that go through all layers together; elements of the state, and of scratch memory for such a block.");
            _w.Line($"public static int BlockSize => {_plan.Scratch.BlockSize};");
            _w.Line($"public static int StateLength => {_plan.StateLength};");
            _w.Line($"public static int ScratchLength => {_plan.Scratch.BlockLength};");
            _w.Line();
            _v.CompileAtOnceAlone(_w);
            using (_w.Block(
                $"public static void Advance({_v.ReadOnlySpan} parameters, {_v.ReadOnlySpan} x, {_v.Span} y, {_v.Span} state, {_v.Span} scratch, int n)"))
            {
                EmitSlots("n * ");
                _steps.EmitSteps(_w);
            }

            _steps.EmitParts(_w, _v);
        }
    }

    private void EmitShared()
    {
        _w.Line($"{_v.Type("NetworkArguments")}.CheckInference<{_v.T}>(input, output, inputSize: {_plan.Inputs}, outputSize: {_plan.OutputSize});");
        _w.Line($"{_v.Type("Scratch")}.RunShared<Inference, {_v.T}>(Parameters, input, output, threads);");
    }

    public void EmitType()
    {
        _w.Line("// Inference as a type, so that Scratch can run it over any copy of the parameters. Hidden activations lie in slots of scratch memory, h1, h2, …:");
        _w.Line("// a slot is free again after the last layer that reads it. z is overwritten by a.");
        _w.Line(_v.GeneratedCode);
        if (_plan.IsOpen)
        {
            EmitSequenceType();
            return;
        }

        if (!_plan.HasKernels)
        {
            EmitPlainType();
            return;
        }

        using (_w.Block($"private readonly struct Inference : {_v.Type("IInference")}<{_v.T}>"))
        {
            string ofSample = _plan.HoldsSample && _plan.Scratch.Length > 0 ? $"Kernels.InferSamples ? 0 : {_plan.Scratch.Length}" : $"{_plan.Scratch.Length}";
            _w.Line($"public static int InputSize => {_plan.Inputs};");
            _w.Line($"public static int OutputSize => {_plan.OutputSize};");
            _w.Line("// Samples of a batch that go through all layers together, at least and at most; elements of scratch memory for one sample, and for a batch.");
            _w.Line($"public static int LeastBlock => {_plan.Scratch.LeastBlock};");
            _w.Line($"public static int BlockSize => {_plan.Scratch.BlockSize};");
            _w.Line($"public static int ScratchLength => {ofSample};");
            _w.Line($"public static int BatchScratchLength => {_plan.Scratch.BlockLength};");
            _w.Line();
            _w.Line(_v.Inlined);
            using (_w.Block(
                $"public static void Infer({_v.ReadOnlySpan} parameters, {_v.ReadOnlySpan} x, {_v.Span} y, {_v.Span} scratch)"))
            {
                EmitInferSample();
            }

            _w.Line();
            _v.CompileAtOnceAlone(_w);
            using (_w.Block(
                $"public static void InferBlock({_v.ReadOnlySpan} parameters, {_v.ReadOnlySpan} x, {_v.Span} y, {_v.Span} scratch, int n)"))
            {
                EmitSlots("n * ");
                _steps.EmitSteps(_w);
            }

            _steps.EmitParts(_w, _v);
        }
    }

    // The library takes one sample after the other.
    private void EmitPlainType()
    {
        string arguments = $"{_v.ReadOnlySpan} parameters, {_v.ReadOnlySpan} input, {_v.Span} output, {_v.Span} scratch";
        using (_w.Block($"private readonly struct Inference : {_v.Type("IInference")}<{_v.T}>"))
        {
            _w.Line($"public static int InputSize => {_plan.Inputs};");
            _w.Line($"public static int OutputSize => {_plan.OutputSize};");
            _w.Line("public static int BlockSize => 1;");
            _w.Line($"public static int ScratchLength => {_plan.Scratch.Length};");
            _w.Line($"public static int BatchScratchLength => {_plan.Scratch.Length};");
            _w.Line();
            using (_w.Block($"public static void Infer({arguments})"))
            {
                EmitSlots("");
                _steps.EmitSteps(_w);
            }

            _steps.EmitParts(_w, _v);
        }
    }

    private void EmitSlots(string scale)
    {
        for (int slot = 0; slot < _plan.Scratch.Slots.Count; slot++)
        {
            int start = _plan.Scratch.StartOf(slot);
            string from = start == 0 ? "0" : $"{scale}{start}";
            _w.Line($"{_v.Span} {InferenceArguments.Slot(slot)} = scratch.Slice({from}, {scale}{_plan.Scratch.Slots[slot]});");
        }
    }

    private void EmitParameterDocs()
    {
        _w.Line($"/// <param name=\"input\">x: n × {_plan.Inputs} numbers, sample after sample.</param>");
        _w.Line($"/// <param name=\"output\">ŷ: n × {_plan.OutputSize} numbers, written; must not overlap the input.</param>");
    }

    // Where multiply and add are one operation, one sample has a kernel of its own; elsewhere it is a batch of one.
    private void EmitInferSample()
    {
        if (_plan.HasSampleKernel)
        {
            using (_w.Block("if (Kernels.InferSamples)"))
            {
                _w.Line($"Kernels.{SampleInferenceEmitter.MethodName}(parameters, x, y, scratch);");
                _w.Line("return;");
            }

            _w.Line();
        }

        _w.Line("InferBlock(parameters, x, y, scratch, 1);");
    }
}
