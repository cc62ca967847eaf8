package dev.keeptrail.engine.drools;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import org.jspecify.annotations.Nullable;

/** One finding that policies can still see. */
final class FindingFact extends SessionFact {
  private static final int CATEGORY = fieldOf(FactType.FINDING, FactSchema.CATEGORY);
  private static final int LABEL = fieldOf(FactType.FINDING, "label");
  private static final int EVIDENCE = fieldOf(FactType.FINDING, "evidence");
  private static final int VIEW = fieldOf(FactType.FINDING, "view");
  private static final int DETECTOR = fieldOf(FactType.FINDING, "detector");
  private static final int CHANNEL = fieldOf(FactType.FINDING, "channel");
  private static final int ROLE = fieldOf(FactType.FINDING, "role");
  private static final int SCORE = fieldOf(FactType.FINDING, "score");
  private static final int MESSAGE = fieldOf(FactType.FINDING, "message");
  private static final int CALL = fieldOf(FactType.FINDING, "call");

  private final Finding finding;
  private final Location location;
  private final CategoryPath path;
  private final ToolPlaces tools;

  FindingFact(
      Evaluation evaluation,
      int index,
      Finding finding,
      Location location,
      CategoryPath path,
      ToolPlaces tools) {
    super(evaluation, index);
    this.finding = finding;
    this.location = location;
    this.path = path;
    this.tools = tools;
  }

  @Override
  FactType type() {
    return FactType.FINDING;
  }

  @Override
  @Nullable String text(int field) {
    if (field == CATEGORY) {
      return finding.category();
    }
    if (field == CHANNEL) {
      return location.channel().word();
    }
    if (field == ROLE) {
      return location.role();
    }
    if (field == LABEL) {
      return finding.label();
    }
    if (field == EVIDENCE) {
      return finding.evidence().word();
    }
    if (field == VIEW) {
      return finding.view().word();
    }
    if (field == DETECTOR) {
      return finding.detector();
    }
    return field == CALL && tools.idAt(location.pointer()) instanceof Value.Text(String id)
        ? id
        : null;
  }

  @Override
  @Nullable Value value(int field) {
    if (field == SCORE) {
      return numberOf(finding.score());
    }
    if (field == MESSAGE) {
      return numberOf(location.index());
    }
    if (field == CALL) {
      return tools.idAt(location.pointer());
    }
    String text = text(field);
    return text == null ? null : textOf(text);
  }

  CategoryPath path() {
    return path;
  }
}
