package dev.keeptrail.language.resolve;

import dev.keeptrail.language.tree.DefineDecl;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The definitions that one file can name: its own, and those that its imports bring. A definition
 * is read in the scope of the file that it is written in, wherever it is used.
 */
public final class Scope {
  private final Map<String, Definition> definitions = new LinkedHashMap<>();
  private boolean complete = true;

  Scope() {}

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

  /** Those that the file itself writes. */
  List<Definition> own() {
    return definitions.values().stream().filter(each -> each.home() == this).toList();
  }

  /** Whether every import could be read; where not, an unknown name may be one of its. */
  boolean isComplete() {
    return complete;
  }

  void markIncomplete() {
    complete = false;
  }
}
