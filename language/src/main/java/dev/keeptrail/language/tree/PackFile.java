package dev.keeptrail.language.tree;

import dev.keeptrail.language.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pack source, parsed but not checked. A part that the source lacks is null or empty; a part
 * that could not be read is {@link ValueDecl.Invalid} or {@link ExprDecl.Invalid} and was reported
 * already.
 *
 * @param span a place to show when something is missing altogether
 * @param testing suites of test cases, as the `testing` section holds them
 * @param syntax the notation, for messages that speak of it
 */
public record PackFile(
    Span span,
    Syntax syntax,
    @Nullable LanguageDecl language,
    List<ImportDecl> imports,
    @Nullable BlockDecl pack,
    List<BlockDecl> targets,
    List<DefineDecl> definitions,
    @Nullable ChainDecl chain,
    List<PolicyDecl> policies,
    List<TestDecl> tests,
    @Nullable BlockDecl gateway,
    @Nullable BlockDecl testing,
    List<CommentDecl> comments) {
  public PackFile {
    imports = List.copyOf(imports);
    targets = List.copyOf(targets);
    definitions = List.copyOf(definitions);
    policies = List.copyOf(policies);
    tests = List.copyOf(tests);
    comments = List.copyOf(comments);
  }

  /**
   * Whether the source is written for others to import: it says nothing of a pack, a gateway or a
   * chain, and has something that can be imported.
   */
  public boolean isLibrary() {
    boolean ofPack =
        pack != null || chain != null || gateway != null || testing != null || !targets.isEmpty();
    boolean brings = !definitions.isEmpty() || !policies.isEmpty() || !imports.isEmpty();
    return brings && !ofPack;
  }

  /** The notations of a pack. */
  public enum Syntax {
    YAML,
    TEXT
  }
}
