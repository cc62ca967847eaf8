package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves fields in an older spelling to where they belong now, with a warning, so that the other
 * checks see one spelling only.
 */
final class AliasRewriter {
  private final Problems problems;

  AliasRewriter(Problems problems) {
    this.problems = problems;
  }

  List<FieldDecl> rewrite(String path, List<FieldDecl> fields, List<Setting> settings) {
    Map<String, String> aliases = new LinkedHashMap<>();
    collect("", settings, aliases);
    List<FieldDecl> rewritten = fields;
    for (Map.Entry<String, String> alias : aliases.entrySet()) {
      rewritten = move(path, rewritten, alias.getKey(), alias.getValue());
    }
    return rewritten;
  }

  private static void collect(String prefix, List<Setting> settings, Map<String, String> aliases) {
    for (Setting setting : settings) {
      String place = prefix + setting.name();
      setting.aliases().forEach(alias -> aliases.putIfAbsent(alias, place));
      if (setting.type() instanceof SettingType.Block block) {
        collect(place + ".", block.fields(), aliases);
      }
    }
  }

  private List<FieldDecl> move(String path, List<FieldDecl> fields, String from, String to) {
    Optional<FieldDecl> found = find(fields, segments(from));
    if (found.isEmpty()) {
      return fields;
    }
    FieldDecl field = found.get();
    List<FieldDecl> rest = without(fields, segments(from));
    if (find(rest, segments(to)).isPresent()) {
      problems.add(
          DiagnosticCode.CONFLICTING_KEYS,
          field.span(),
          path + "." + from,
          Quoted.word(from) + " and " + Quoted.word(to) + " are the same setting",
          "keep " + Quoted.word(to));
      return rest;
    }
    problems.add(
        new Diagnostic(
            DiagnosticCode.OLDER_SPELLING,
            field.span(),
            path + "." + from,
            Quoted.word(from) + " is an older spelling of " + Quoted.word(to),
            "write " + Quoted.word(to),
            SpellingFix.of(from, to, field, rest).orElse(null)));
    return with(rest, segments(to), field);
  }

  private static List<String> segments(String path) {
    return List.of(path.split("\\."));
  }

  private static Optional<FieldDecl> find(List<FieldDecl> fields, List<String> path) {
    Optional<FieldDecl> field =
        fields.stream().filter(f -> f.name().equals(path.getFirst())).findFirst();
    if (path.size() == 1) {
      return field;
    }
    return field
        .filter(f -> f.value() instanceof ValueDecl.Mapping)
        .flatMap(f -> find(((ValueDecl.Mapping) f.value()).fields(), rest(path)));
  }

  /** Leaves the field out, and a mapping that held nothing else. */
  private static List<FieldDecl> without(List<FieldDecl> fields, List<String> path) {
    List<FieldDecl> kept = new ArrayList<>();
    for (FieldDecl field : fields) {
      if (!field.name().equals(path.getFirst())) {
        kept.add(field);
      } else if (path.size() > 1 && field.value() instanceof ValueDecl.Mapping mapping) {
        List<FieldDecl> inner = without(mapping.fields(), rest(path));
        if (!inner.isEmpty()) {
          kept.add(replaced(field, new ValueDecl.Mapping(mapping.span(), inner)));
        }
      }
    }
    return kept;
  }

  private static List<FieldDecl> with(List<FieldDecl> fields, List<String> path, FieldDecl field) {
    List<FieldDecl> all = new ArrayList<>(fields);
    if (path.size() == 1) {
      all.add(new FieldDecl(field.span(), path.getFirst(), field.value()));
      return all;
    }
    for (int i = 0; i < all.size(); i++) {
      FieldDecl block = all.get(i);
      if (block.name().equals(path.getFirst())) {
        all.set(i, insertedInto(block, rest(path), field));
        return all;
      }
    }
    List<FieldDecl> inner = with(List.of(), rest(path), field);
    all.add(
        new FieldDecl(field.span(), path.getFirst(), new ValueDecl.Mapping(field.span(), inner)));
    return all;
  }

  private static FieldDecl insertedInto(FieldDecl block, List<String> path, FieldDecl field) {
    return switch (block.value()) {
      case ValueDecl.Mapping mapping ->
          replaced(
              block, new ValueDecl.Mapping(mapping.span(), with(mapping.fields(), path, field)));
      case ValueDecl.Nothing nothing ->
          replaced(block, new ValueDecl.Mapping(nothing.span(), with(List.of(), path, field)));
      // The block is of the wrong type, which gets its own report.
      default -> block;
    };
  }

  private static FieldDecl replaced(FieldDecl field, ValueDecl value) {
    return new FieldDecl(field.span(), field.name(), value);
  }

  private static List<String> rest(List<String> path) {
    return path.subList(1, path.size());
  }
}
