package dev.keeptrail.language.resolve;

import dev.keeptrail.language.tree.DefineDecl;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The definitions that one file can name: its own, and those that its imports bring. A definition is
 * read in the scope of the file that it is written in, wherever it is used.
 */
final class Scope {
  private final Map<String, Definition> definitions = new LinkedHashMap<>();

  /** A definition and the scope that its own names are looked up in. Identity is the object. */
  static final class Definition {
    private final DefineDecl decl;
    private final Scope home;

    Definition(DefineDecl decl, Scope home) {
      this.decl = decl;
      this.home = home;
    }

    DefineDecl decl() {
      return decl;
    }

    Scope home() {
      return home;
    }

    String name() {
      return decl.name().text();
    }
  }

  void put(String name, Definition definition) {
    definitions.put(name, definition);
  }

  Optional<Definition> find(String name) {
    return Optional.ofNullable(definitions.get(name));
  }

  Collection<String> names() {
    return definitions.keySet();
  }

  Collection<Definition> all() {
    return definitions.values();
  }
}
