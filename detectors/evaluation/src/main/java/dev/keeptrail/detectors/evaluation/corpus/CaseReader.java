package dev.keeptrail.detectors.evaluation.corpus;

import dev.keeptrail.detectors.evaluation.corpus.LabelledRow.Case;
import dev.keeptrail.detectors.evaluation.corpus.LabelledRow.Expectation;
import dev.keeptrail.detectors.evaluation.corpus.LabelledRow.Span;
import dev.keeptrail.detectors.evaluation.corpus.LabelledRow.Unscored;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Rows that ask one recogniser about one value or sentence. */
final class CaseReader {
  /** What rows about any personal value are about. */
  static final String ANY = "ANY";

  /** Why a row that was cut out of a program by mistake says nothing. */
  static final String PIECE = "not a value: a piece of a program";

  /** A validator that, for most countries, does not look at check digits. */
  private static final String BY_SHAPE = "isVAT";

  private CaseReader() {}

  /** Whether the row is of the kind that states expectations in words of its own. */
  static boolean isFixture(RowFields row) {
    return row.has("should_match")
        || row.has("should_find_pii")
        || row.has("pii_values")
        || row.has("entity_text")
        || row.has("entities")
        || row.has("expected_entities");
  }

  static LabelledRow fixture(RowFields row) throws BrokenRowException {
    if (row.has("should_match")) {
      boolean found = row.node("should_match").asBoolean(false);
      return of(
          row, row.word("type"), found ? located(row, "expected_text") : new Expectation.Absent());
    }
    if (row.has("should_find_pii")) {
      boolean found = row.node("should_find_pii").asBoolean(false);
      return of(row, ANY, found ? new Expectation.Present(List.of()) : new Expectation.Absent());
    }
    if (row.has("entity_text")) {
      return of(row, row.word("entity_type"), located(row, "entity_text"));
    }
    return row.has("pii_values") ? values(row, ANY, row.node("pii_values")) : entities(row);
  }

  private static LabelledRow entities(RowFields row) throws BrokenRowException {
    JsonNode list = row.has("entities") ? row.node("entities") : row.node("expected_entities");
    var spans = new ArrayList<Span>();
    for (JsonNode entity : list) {
      String value = entity.path("text").isString() ? entity.path("text").asString() : "";
      String type = entity.path("type").isString() ? entity.path("type").asString() : ANY;
      spans.addAll(Offsets.of(value, row.text(), type));
    }
    return new LabelledRow.Spans(row.place(), row.set(), row.text(), row.word("lang"), spans);
  }

  static LabelledRow entity(RowFields row) throws BrokenRowException {
    String entity = row.word("entity");
    if (row.node("values").isArray()) {
      return row.label()
          ? values(row, entity, row.node("values"))
          : of(row, entity, new Expectation.Absent());
    }
    if (!row.node("spans").isArray()) {
      return row.has("expected_count") && !row.label()
          ? of(row, entity, new Expectation.Absent())
          : value(row, entity);
    }
    List<Span> spans = Offsets.spans(row.text(), row.node("spans"));
    if (!row.label()) {
      return of(row, entity, new Expectation.Absent());
    }
    boolean whole =
        spans.size() == 1
            && spans.getFirst().start() == 0
            && spans.getFirst().end() == row.text().length();
    return of(row, entity, whole ? new Expectation.Value(true) : new Expectation.Present(spans));
  }

  static LabelledRow validator(RowFields row) throws BrokenRowException {
    for (JsonNode argument : row.node("args")) {
      if (argument.isObject()) {
        return new Unscored(
            row.place(), row.set(), row.text(), "depends on the options of its validator");
      }
    }
    if (row.label() && row.word("validator").equals(BY_SHAPE)) {
      return new Unscored(
          row.place(), row.set(), row.text(), "valid by its shape, whatever its check digits");
    }
    String locale = row.word("locale");
    return value(row, row.word("validator") + (locale.isEmpty() ? "" : ":" + locale));
  }

  static LabelledRow value(RowFields row, String recogniser) throws BrokenRowException {
    if (row.label() && !isValue(row.text().strip())) {
      return new Unscored(row.place(), row.set(), row.text(), PIECE);
    }
    return of(row, recogniser, new Expectation.Value(row.label()));
  }

  /** Whether it is one line with a letter or digit in it. */
  private static boolean isValue(String text) {
    return text.indexOf('\n') < 0 && text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  private static LabelledRow values(RowFields row, String recogniser, JsonNode list)
      throws BrokenRowException {
    var spans = new ArrayList<Span>();
    for (JsonNode value : list) {
      if (value.isString()) {
        spans.addAll(Offsets.of(value.asString(), row.text(), recogniser));
      }
    }
    return of(row, recogniser, new Expectation.Present(spans));
  }

  private static Expectation located(RowFields row, String field) throws BrokenRowException {
    return new Expectation.Present(Offsets.of(row.word(field), row.text(), row.word("type")));
  }

  private static LabelledRow of(RowFields row, String recogniser, Expectation expectation)
      throws BrokenRowException {
    return new Case(row.place(), row.set(), row.text(), recogniser, expectation);
  }
}
