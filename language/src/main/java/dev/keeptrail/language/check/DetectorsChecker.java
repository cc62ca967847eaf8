package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.UnknownKey;
import dev.keeptrail.language.kind.DetectorEntrySettings;
import dev.keeptrail.language.kind.DetectorSchema;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks a detectors file against the providers of this installation. Serves one file. */
public final class DetectorsChecker {
  private static final String SECTION = "detectors";
  private static final int MAX_DETECTORS = 64;
  private static final String BASE_URL = "base_url";
  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,64}");

  private final Problems problems;
  private final BlockChecker blocks;
  private final BaseUrlChecker urls;
  private final List<Setting> common;
  private final Map<String, DetectorSchema> schemas = new LinkedHashMap<>();
  private final Map<String, Span> names = new HashMap<>();

  /**
   * @param sources the words for where a text comes from
   */
  public DetectorsChecker(Problems problems, List<DetectorSchema> schemas, List<String> sources) {
    this.problems = problems;
    this.blocks = new BlockChecker(problems);
    this.urls = new BaseUrlChecker(problems);
    this.common = DetectorEntrySettings.of(sources);
    schemas.forEach(schema -> this.schemas.put(schema.provider(), schema));
  }

  /**
   * One entry without errors.
   *
   * @param settings with defaults, those of every entry among them
   * @param place where the entry stands, for what only its provider can find wrong
   */
  public record CheckedDetector(
      String name, String provider, PlanValue.Mapping settings, Span place) {}

  /** The entries without errors, in the order of the file. */
  public List<CheckedDetector> check(ValueDecl root) {
    List<CheckedDetector> checked = new ArrayList<>();
    if (!(root instanceof ValueDecl.Mapping mapping)) {
      wrongType(DiagnosticCode.ROOT_NOT_MAPPING, "the document", root, "a mapping");
      return checked;
    }
    Optional<FieldDecl> section = Optional.empty();
    for (FieldDecl field : mapping.fields()) {
      if (field.name().equals(SECTION)) {
        section = Optional.of(field);
      } else {
        problems.add(UnknownKey.of(field.span(), "", field.name(), List.of(SECTION)));
      }
    }
    if (section.isEmpty()) {
      problems.add(
          DiagnosticCode.MISSING_KEY,
          mapping.span(),
          SECTION,
          "the document lacks `detectors`",
          "add `detectors: [...]`");
      return checked;
    }
    entries(section.get().value(), checked);
    return checked;
  }

  private void entries(ValueDecl list, List<CheckedDetector> checked) {
    if (!(list instanceof ValueDecl.Sequence sequence)) {
      wrongType(DiagnosticCode.WRONG_TYPE, Quoted.word(SECTION), list, "a list");
      return;
    }
    if (sequence.items().size() > MAX_DETECTORS) {
      problems.add(
          DiagnosticCode.TOO_MANY_ENTRIES,
          sequence.span(),
          SECTION,
          "`detectors` may have at most " + MAX_DETECTORS + " entries");
      return;
    }
    for (int i = 0; i < sequence.items().size(); i++) {
      String path = SECTION + "[" + i + "]";
      ValueDecl item = sequence.items().get(i);
      if (item instanceof ValueDecl.Mapping entry) {
        entry(new BlockDecl(entry.span(), path, entry.fields(), true)).ifPresent(checked::add);
      } else {
        wrongType(DiagnosticCode.WRONG_TYPE, Quoted.word(path), item, "a mapping");
      }
    }
  }

  private Optional<CheckedDetector> entry(BlockDecl decl) {
    Optional<DetectorSchema> schema = schema(decl);
    if (schema.isEmpty()) {
      return Optional.empty();
    }
    List<Setting> settings = new ArrayList<>(common);
    settings.addAll(schema.get().settings());
    var entry = new CheckedBlock(decl, blocks.check(decl.path(), decl.fields(), settings));
    schema.get().required().stream()
        .sorted()
        .forEach(name -> entry.require(name, Quoted.word(name + ": ..."), problems));
    Optional<String> name = name(entry);
    PlanValue.Mapping values = withUrl(entry);
    return name.map(
        word -> new CheckedDetector(word, schema.get().provider(), values, decl.span()));
  }

  private Optional<DetectorSchema> schema(BlockDecl decl) {
    String field = DetectorEntrySettings.PROVIDER;
    var entry = new CheckedBlock(decl, new PlanValue.Mapping(Map.of()));
    entry.require(field, Quoted.word(field + ": ..."), problems);
    Optional<ValueDecl> written =
        decl.fields().stream()
            .filter(each -> each.name().equals(field))
            .map(FieldDecl::value)
            .findFirst();
    if (written.isEmpty()) {
      return Optional.empty();
    }
    if (!(written.get() instanceof ValueDecl.Text(Span span, String provider))) {
      wrongType(DiagnosticCode.WRONG_TYPE, Quoted.word(entry.path(field)), written.get(), "a text");
      return Optional.empty();
    }
    DetectorSchema schema = schemas.get(provider);
    if (schema == null) {
      problems.add(
          DiagnosticCode.UNKNOWN_PROVIDER,
          span,
          entry.path(field),
          "there is no provider " + Quoted.word(provider) + " of detectors",
          NearestWord.of(provider, schemas.keySet())
                  .map(near -> "did you mean " + Quoted.word(near) + "? ")
                  .orElse("")
              + "installed: "
              + Quoted.words(schemas.keySet().stream().sorted().toList()));
    }
    return Optional.ofNullable(schema);
  }

  private Optional<String> name(CheckedBlock entry) {
    String field = DetectorEntrySettings.NAME;
    entry.require(field, "`name: my-detector`", problems);
    Optional<String> name = entry.text(field);
    if (name.isEmpty()) {
      return name;
    }
    if (!NAME.matcher(name.get()).matches()) {
      problems.add(
          DiagnosticCode.INVALID_NAME,
          entry.valueSpan(field),
          entry.path(field),
          Quoted.word(name.get()) + " is no name for a detector",
          "1 to 64 lower-case letters, digits, `-` and `_`");
      return Optional.empty();
    }
    Span first = names.putIfAbsent(name.get(), entry.valueSpan(field));
    if (first != null) {
      problems.add(
          DiagnosticCode.DUPLICATE_NAME,
          entry.valueSpan(field),
          entry.path(field),
          "two detectors are named " + Quoted.word(name.get()),
          "the first one is on line " + first.line());
      return Optional.empty();
    }
    return name;
  }

  /** Addresses are brought into one spelling; one that cannot be used is reported. */
  private PlanValue.Mapping withUrl(CheckedBlock entry) {
    Map<String, PlanValue> values = new LinkedHashMap<>(entry.values().entries());
    boolean withSecret = values.values().stream().anyMatch(PlanValue.Secret.class::isInstance);
    urls.check(entry, withSecret)
        .ifPresent(address -> values.put(BASE_URL, new PlanValue.Text(address)));
    return new PlanValue.Mapping(values);
  }

  private void wrongType(DiagnosticCode code, String what, ValueDecl value, String expected) {
    if (!(value instanceof ValueDecl.Invalid)) {
      problems.add(
          code, value.span(), "", what + " must be " + expected + ", not " + value.describe());
    }
  }
}
