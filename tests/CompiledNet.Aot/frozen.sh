#!/usr/bin/env bash
# What frozen networks cost: time and memory of a build, size of assembly and program, time of an inference by that of an instance, for three
# sizes. Writes projects of their own into artifacts/frozen. On a quiet core: taskset -c 0 tests/CompiledNet.Aot/frozen.sh. Wants GNU time.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
work=$root/artifacts/frozen
rm -rf "$work"
mkdir -p "$work"
dotnet build src/CompiledNet -c Release --nologo -v quiet
dotnet build generator/CompiledNet.Generator -c Release --nologo -v quiet

# Nothing of this repository's own settings.
echo '<Project />' | tee "$work/Directory.Build.props" "$work/Directory.Build.targets" "$work/Directory.Packages.props" >/dev/null

declare -A networks=(
  [Small]='[Network(64, Loss = Loss.CategoricalCrossEntropy)] [Dense(32, Activation.ReLU)] [Dense(10, Activation.Softmax)]'
  [Medium]='[Network(784, Loss = Loss.CategoricalCrossEntropy)] [Dense(128, Activation.ReLU)] [Dense(10, Activation.Softmax)]'
  [Large]='[Network(784, Loss = Loss.CategoricalCrossEntropy)] [Dense(1250, Activation.ReLU)] [Dense(14, Activation.Softmax)]'
)

# project NAME: a program of that name, beside whose sources frozen weights may lie
project() {
  mkdir -p "$work/$1"
  cat >"$work/$1/$1.csproj" <<XML
<Project>
  <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
  <Import Project="$root/src/CompiledNet/build/CompiledNet.props" />
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <PublishAot Condition="'\$(Ahead)' == 'Native'">true</PublishAot>
    <PublishReadyToRun Condition="'\$(Ahead)' == 'ReadyToRun'">true</PublishReadyToRun>
  </PropertyGroup>
  <ItemGroup>
    <Reference Include="$root/src/CompiledNet/bin/Release/net10.0/CompiledNet.dll" />
    <Analyzer Include="$root/generator/CompiledNet.Generator/bin/Release/netstandard2.0/CompiledNet.Generator.dll" />
  </ItemGroup>
  <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
  <Import Project="$root/src/CompiledNet/build/CompiledNet.targets" />
</Project>
XML
}

# measure NAME: builds it from nothing, then compiles it ahead of time, in a place of its own
measure() {
  cd "$work/$1"
  dotnet restore --nologo -v quiet
  /usr/bin/time -f "$1: build %e s, %M KB" dotnet build -c Release --no-restore -p:UseSharedCompilation=false -m:1 -nr:false --nologo -v quiet
  echo "$1: assembly $(stat -c %s "bin/Release/net10.0/$1.dll") bytes"
  dotnet publish -c Release --use-current-runtime -p:Ahead=Native ${2:+-p:IlcInstructionSet="$2"} \
    --artifacts-path "$work/native/$1.build" -o "$work/native/$1" --nologo -v quiet
  echo "$1: program $(stat -c %s "$work/native/$1/$1") bytes"
}

# ready NAME: publishes it with PublishReadyToRun, which writes assembly and numbers anew
ready() {
  dotnet publish -c Release --use-current-runtime --no-self-contained -p:Ahead=ReadyToRun \
    --artifacts-path "$work/ready/$1.build" -o "$work/ready/$1" --nologo -v quiet
}

project Export
{
  echo 'using CompiledNet;'
  for name in Small Medium Large; do
    echo "new $name(1).ExportFrozen(args[0] + \"/$name/$name.Frozen.cs\");"
    echo "new $name(1).ExportFrozen(args[0] + \"/$name/InPlace/$name.Frozen.cs\", inPlace: true);"
  done
  for name in Small Medium Large; do echo "${networks[$name]} public partial class $name;"; done
} >"$work/Export/Program.cs"
for name in Small Medium Large; do mkdir -p "$work/$name/InPlace"; done
(cd "$work/Export" && dotnet run -c Release "$work")

project Nothing
echo 'static class Program { static void Main() { } }' >"$work/Nothing/Program.cs"
measure Nothing
for name in Small Medium Large; do
  mv "$work/$name/InPlace" "$work/$name.InPlace"
  project "$name"
  sed "s/NETWORK/$name/g" >"$work/$name/Program.cs" <<CS
using System;
using System.Diagnostics;
using CompiledNet;

var network = new NETWORK(1);
var x = new float[NETWORK.InputSize];
var y = new float[NETWORK.OutputSize];
x.AsSpan().Fill(0.5f);
int calls = Math.Max(100, 50_000_000 / NETWORK.ParameterCount);
double instance = double.MaxValue;
double frozen = double.MaxValue;
for (int round = 0; round < 40; round++)
{
    long start = Stopwatch.GetTimestamp();
    for (int i = 0; i < calls; i++) network.Forward(x, y);
    double first = Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    start = Stopwatch.GetTimestamp();
    for (int i = 0; i < calls; i++) NETWORK.Frozen.Forward(x, y);
    double second = Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    if (round >= 20) (instance, frozen) = (Math.Min(instance, first), Math.Min(frozen, second));
}

Console.WriteLine(FormattableString.Invariant(\$"NETWORK: an instance {instance:F1} ns, frozen {frozen:F1} ns, {frozen / instance:F2}"));

${networks[$name]}
public partial class $name;
CS
  measure "$name" native
  ready "$name"
  for run in 1 2 3; do
    DOTNET_TieredCompilation=0 "$work/$name/bin/Release/net10.0/$name" | sed 's/$/ (JIT)/'
    "$work/native/$name/$name" | sed 's/$/ (native)/'
    "$work/ready/$name/$name" | sed 's/$/ (ReadyToRun)/'
  done

  # Read in place, where the build has put it.
  if [ -e "$work/$name.InPlace/$name.Frozen.bin" ]; then
    cp "$work/$name.InPlace"/* .
    dotnet build -c Release --nologo -v quiet
    DOTNET_TieredCompilation=0 "$work/$name/bin/Release/net10.0/$name" | sed 's/$/ (JIT, in place)/'
  fi
done
