package dev.keeptrail.benchmarks.check;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.PackFormatter;
import dev.keeptrail.language.lint.LintOptions;
import dev.keeptrail.language.lint.LintResult;
import dev.keeptrail.language.lint.Linter;
import dev.keeptrail.language.source.SourceText;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What an author waits for: compiling, linting and formatting a pack of a hundred rules. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@NullUnmarked // JMH fills the fields
public class CheckBenchmark {
  private final ObjectMapper mapper = new YAMLMapper();

  private PackCompiler compiler;
  private Linter linter;
  private SourceText text;
  private SourceText yaml;
  private CompiledPack compiled;

  @Setup
  public void write() {
    compiler = HundredRules.compiler();
    linter = new Linter(compiler.schema());
    text = HundredRules.text();
    yaml = HundredRules.yaml();
    compiled = compiler.compileText(text);
  }

  @Benchmark
  public CompiledPack compileText() {
    return compiler.compileText(text);
  }

  @Benchmark
  public CompiledPack compileYaml() {
    return compiler.compileYaml(yaml);
  }

  /** Beyond the compilation; a check is both. */
  @Benchmark
  public LintResult lint() {
    return linter.lint(compiled, LintOptions.DEFAULT);
  }

  @Benchmark
  public PackFormatter.Outcome format() {
    return PackFormatter.format(text);
  }

  /** The floor under {@link #compileYaml}: the same file as a tree without meaning. */
  @Benchmark
  public JsonNode plainYaml() {
    return mapper.readTree(yaml.text());
  }
}
