package dev.keeptrail.language;

import dev.keeptrail.language.check.PackChecker;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.parse.PackTextReader;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.yaml.YamlPackReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The front door of the language: source text in, plan and problems out. Safe for any thread. */
public final class PackCompiler {
  private final PackSchema schema;

  public PackCompiler(PackSchema schema) {
    this.schema = schema;
  }

  /** Checks packs against these kinds, and leaves categories of findings unchecked. */
  public PackCompiler(List<KindSchema> kinds) {
    this(new PackSchema(kinds, List.of()));
  }

  public PackSchema schema() {
    return schema;
  }

  public List<KindSchema> kinds() {
    return schema.kinds();
  }

  /**
   * Reads and compiles one file; what is wrong with its content is a diagnostic.
   *
   * @throws IOException when the file is missing, a folder, or not readable
   */
  public CompiledPack compileFile(Path file) throws IOException {
    return compile(SourceReader.read(file));
  }

  /** Compiles what came of reading a file. */
  public CompiledPack compile(SourceReading reading) {
    return switch (reading) {
      case SourceReading.Decoded decoded -> compile(decoded.source(), PackReader::read);
      case SourceReading.TooLarge large -> tooLarge(large.source());
      case SourceReading.NotUtf8 invalid -> notUtf8(invalid.place());
    };
  }

  /** Compiles one YAML source. Never throws for what an author wrote. */
  public CompiledPack compileYaml(SourceText source) {
    return compile(source, YamlPackReader::read);
  }

  /** Compiles one pack text. Never throws for what an author wrote. */
  public CompiledPack compileText(SourceText source) {
    return compile(source, PackTextReader::read);
  }

  private CompiledPack compile(
      SourceText source, BiFunction<SourceText, Problems, Optional<PackFile>> reader) {
    if (source.text().length() > SourceReader.MAX_BYTES) {
      return tooLarge(source);
    }
    Problems problems = new Problems();
    Optional<PackFile> file = reader.apply(source, problems);
    PackPlan plan =
        file.flatMap(tree -> new PackChecker(problems, kinds()).check(tree)).orElse(null);
    return new CompiledPack(plan, problems.sorted(), file.stream().toList(), List.of());
  }

  private static CompiledPack tooLarge(SourceText source) {
    return refused(
        DiagnosticCode.SOURCE_TOO_LARGE,
        Span.startOf(source),
        "the file is larger than " + SourceReader.MAX_BYTES + " bytes");
  }

  private static CompiledPack notUtf8(Span place) {
    return refused(DiagnosticCode.INVALID_UTF8, place, "the file is not UTF-8 from here on");
  }

  private static CompiledPack refused(DiagnosticCode code, Span place, String message) {
    Problems problems = new Problems();
    problems.add(code, place, "", message);
    return new CompiledPack(null, problems.sorted(), List.of(), List.of());
  }
}
