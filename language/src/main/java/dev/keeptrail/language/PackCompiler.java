package dev.keeptrail.language;

import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.source.SourceText;
import java.util.List;

/** The front door of the language: source text in, plan and problems out. */
public final class PackCompiler {
  private final List<KindSchema> kinds;

  public PackCompiler(List<KindSchema> kinds) {
    this.kinds = List.copyOf(kinds);
  }

  public List<KindSchema> kinds() {
    return kinds;
  }

  /** Compiles one YAML source. Never throws for what an author wrote. */
  public CompiledPack compileYaml(SourceText source) {
    return new CompiledPack(null, List.of());
  }
}
