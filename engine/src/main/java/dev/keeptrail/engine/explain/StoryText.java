package dev.keeptrail.engine.explain;

import dev.keeptrail.engine.explain.Explanation.NearMiss;
import dev.keeptrail.engine.explain.Explanation.RuleStory;
import dev.keeptrail.engine.explain.Explanation.SeenFact;
import dev.keeptrail.engine.reference.Observation;
import dev.keeptrail.engine.reference.Observation.Reading;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.diagnostic.SourceFrame;
import java.util.List;
import java.util.stream.Collectors;

/** One rule's story in lines for people. */
public final class StoryText {
  private static final int MAX_FIRINGS = 3;

  private final String indent;
  private final boolean colour;

  /**
   * @param indent what each line starts with
   */
  public StoryText(String indent, boolean colour) {
    this.indent = indent;
    this.colour = colour;
  }

  /** The story, each line ending in a line end. */
  public String of(RuleStory rule) {
    NearMiss near = rule.near();
    if (rule.fired()) {
      return fired(rule);
    }
    String name = FrameRenderer.safe(rule.policy() + "." + rule.name());
    return near == null
        ? indent + "not relevant    " + name + "\n"
        : indent + "nearly matched  " + name + "\n" + near(near);
  }

  private String fired(RuleStory rule) {
    var text = new StringBuilder(indent).append("fired           ");
    text.append(FrameRenderer.safe(rule.policy() + "." + rule.name())).append('\n');
    if (rule.span() != null) {
      text.append(SourceFrame.of(rule.span(), indent + "  ", colour));
    }
    for (List<SeenFact> facts : rule.firings().stream().limit(MAX_FIRINGS).toList()) {
      for (SeenFact fact : facts) {
        text.append(indent).append("  on ").append(fact.fact()).append('\n');
        readings(fact.readings(), text);
      }
    }
    if (rule.firings().size() > MAX_FIRINGS) {
      text.append(indent).append("  and ").append(rule.firings().size() - MAX_FIRINGS);
      text.append(" more times\n");
    }
    return text.toString();
  }

  private String near(NearMiss near) {
    var text = new StringBuilder();
    text.append(indent).append("  all but this held");
    if (near.span() != null) {
      text.append(", ").append(SourceFrame.place(near.span()));
    }
    text.append('\n');
    if (near.span() != null) {
      text.append(SourceFrame.of(near.span(), indent + "    ", colour));
    }
    readings(near.values(), text);
    Observation.Compared compared = near.compared();
    if (compared != null) {
      text.append(indent).append("    it came to ").append(SeenText.of(compared.value()));
      text.append(", the bound to ").append(SeenText.of(compared.bound())).append('\n');
    }
    if (near.answer() == Observation.Answer.UNDEFINED) {
      text.append(indent).append("    the values cannot be compared so\n");
    }
    return text.toString();
  }

  private void readings(List<Reading> readings, StringBuilder text) {
    String lines =
        readings.stream()
            .map(reading -> indent + "    " + SeenText.of(reading) + "\n")
            .distinct()
            .collect(Collectors.joining());
    text.append(lines);
  }
}
