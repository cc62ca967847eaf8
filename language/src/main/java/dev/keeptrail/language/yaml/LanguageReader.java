package dev.keeptrail.language.yaml;

import dev.keeptrail.language.tree.LanguageDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.Optional;

/** Reads the version of the language that a document is written in. */
final class LanguageReader {
  private static final long OURS = 1;

  private LanguageReader() {}

  static LanguageDecl read(YamlNode.Entry entry, DeclBuilder decls) {
    return new LanguageDecl(entry.keySpan(), decls.value(entry.value()));
  }

  /** The version, when it is newer than ours: the rest of the document is not for us to judge. */
  static Optional<LanguageDecl> newer(YamlNode.Mapping root, DeclBuilder decls) {
    return root.entries().stream()
        .filter(entry -> entry.key().equals("language"))
        .map(entry -> read(entry, decls))
        .filter(decl -> decl.version() instanceof ValueDecl.Int version && version.value() > OURS)
        .findFirst();
  }
}
