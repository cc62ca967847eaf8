package dev.keeptrail.detectors.evaluation.corpus;

import dev.keeptrail.detectors.ParameterKind;
import dev.keeptrail.detectors.evaluation.JsonLines;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tells what a row is by the fields it has, so that a corpus nobody has seen needs no description.
 * The one format that fields do not tell apart from others, a word list without severities, is
 * known by a set named {@code tox...} or a folder named {@code keywords}, or by being asked for.
 */
final class RowReader {
  private static final Set<String> SPECIAL_LABELS = Set.of("spans", "case");

  private final @Nullable Family wanted;

  /**
   * A reader.
   *
   * @param wanted how to take rows that could be of several families
   */
  RowReader(@Nullable Family wanted) {
    this.wanted = wanted;
  }

  LabelledRow read(JsonLines.Read line) throws BrokenRowException {
    var row = new RowFields(line.object(), new Place(line.file(), line.line()));
    row.text();
    return isPersonal(row) ? personal(row) : other(row);
  }

  private static boolean isPersonal(RowFields row) {
    boolean marked = row.node("spans").isArray();
    boolean named = row.hasString("entity") || row.hasString("validator");
    boolean numbered = row.hasString("scheme") || (row.hasString("region") && row.isJudged());
    return marked || named || numbered || CaseReader.isFixture(row);
  }

  private static LabelledRow personal(RowFields row) throws BrokenRowException {
    if (CaseReader.isFixture(row)) {
      return CaseReader.fixture(row);
    }
    if (row.hasString("entity")) {
      return CaseReader.entity(row);
    }
    if (row.hasString("validator")) {
      return CaseReader.validator(row);
    }
    if (row.hasString("scheme")) {
      return CaseReader.value(row, row.word("country") + "." + row.word("scheme"));
    }
    return row.hasString("region") ? CaseReader.value(row, "PHONE_NUMBER") : spans(row);
  }

  private static LabelledRow spans(RowFields row) throws BrokenRowException {
    return new LabelledRow.Spans(
        row.place(),
        row.set(),
        row.text(),
        row.word("lang"),
        Offsets.spans(row.text(), row.node("spans")));
  }

  private LabelledRow other(RowFields row) throws BrokenRowException {
    if (!row.has("label")) {
      return new LabelledRow.Unscored(row.place(), row.set(), row.text(), "no label");
    }
    if (SPECIAL_LABELS.contains(row.word("label"))) {
      throw new BrokenRowException(
          "`label` is `%s`, and the fields of such a row are missing".formatted(row.word("label")));
    }
    if (isKeyword(row)) {
      return keyword(row);
    }
    boolean attackRule = row.hasString("category") && row.has("rule");
    if (row.hasString("kind") || row.hasString("parameter_kind") || attackRule) {
      return argument(row);
    }
    if (row.has("rule") || row.hasString("plugin")) {
      if (row.label() && ProgramPieces.isOne(row.text())) {
        return new LabelledRow.Unscored(row.place(), row.set(), row.text(), CaseReader.PIECE);
      }
      String rule = row.word("rule").isEmpty() ? row.word("plugin") : row.word("rule");
      return new LabelledRow.Secret(row.place(), row.set(), row.text(), row.label(), rule);
    }
    return injection(row);
  }

  private boolean isKeyword(RowFields row) {
    return row.has("severity")
        || row.set().startsWith("tox")
        || row.folder().equals("keywords")
        || wanted == Family.KEYWORDS;
  }

  private static LabelledRow keyword(RowFields row) throws BrokenRowException {
    if (!row.label()) {
      return new LabelledRow.Unscored(row.place(), row.set(), row.text(), "word without offence");
    }
    List<String> spellings =
        Stream.of(row.text().split("\\|", -1)).filter(word -> !word.isBlank()).toList();
    return new LabelledRow.Keyword(
        row.place(), row.set(), row.text(), spellings, row.word("lang"), row.word("severity"));
  }

  private static LabelledRow argument(RowFields row) throws BrokenRowException {
    String kind = row.word("kind").isEmpty() ? row.word("category") : row.word("kind");
    String declared = row.word("parameter_kind");
    ParameterKind parameter =
        declared.isEmpty() ? ParameterKinds.of(kind) : ParameterKinds.declared(declared);
    return new LabelledRow.Argument(
        row.place(), row.set(), row.text(), row.label(), kind, parameter);
  }

  private static LabelledRow injection(RowFields row) throws BrokenRowException {
    JsonNode bare = row.node("bare_instruction");
    return new LabelledRow.Injection(
        row.place(),
        row.set(),
        row.text(),
        row.label(),
        row.word("lang"),
        row.word("subtype"),
        row.split(),
        bare.isBoolean() && bare.asBoolean());
  }
}
