package dev.keeptrail.engine.capture;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.listing.AnswerPart;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One phase of a captured exchange.
 *
 * @param content what was judged, in a redacted capture with placeholders
 * @param asked what the scan was asked for, as {@link ScanKeys} says it
 * @param findings what the scan found; spans are those of the kept texts
 * @param sensitive what is sensitive in the texts, whether the pack asked for it or not; set in
 *     redacted captures only
 * @param masked what is not as it was
 * @param faulted whether a detector failed, so that other findings may be missing
 * @param decided what came of it; null where the pack had nothing to say about the phase
 */
public record CapturedPhase(
    PhaseContent content,
    List<String> asked,
    List<Finding> findings,
    List<Finding> sensitive,
    Masked masked,
    boolean faulted,
    @Nullable CapturedDecision decided) {
  private static final String MCP = "/mcp/";

  public CapturedPhase {
    asked = List.copyOf(asked);
    findings = List.copyOf(findings);
    sensitive = List.copyOf(sensitive);
  }

  /** Whether it is about the answer, so that somebody had been asked. */
  public boolean isOfAnswer() {
    if (content.request().route().startsWith(MCP)) {
      return content.phase() == Phase.OUTPUT
          || content.facts().stream().anyMatch(fact -> isOfMessage(fact.pointer()))
          || content.segments().stream()
              .anyMatch(segment -> isOfMessage(segment.location().pointer()));
    }
    return switch (content.phase()) {
      case INPUT -> false;
      case OUTPUT -> true;
      case TOOL -> content.facts().stream().anyMatch(fact -> fact.type() == FactType.TOOL_CALL);
    };
  }

  /** Whether a place is in what a server answered, rather than in what it was asked. */
  private static boolean isOfMessage(String pointer) {
    return pointer.startsWith("/result")
        || pointer.startsWith("/error")
        || pointer.startsWith(AnswerPart.PROGRESS);
  }

  /**
   * What a capture says with placeholders only.
   *
   * @param segments indexes of texts
   * @param references whether texts that the phase is compared with are among it
   * @param fields fields of facts, such as {@code identity.user}
   */
  public record Masked(Set<Integer> segments, boolean references, Set<String> fields) {
    public static final Masked NOTHING = new Masked(Set.of(), false, Set.of());

    public Masked {
      segments = Set.copyOf(segments);
      fields = Set.copyOf(fields);
    }

    /** Whether some text is not as it was. */
    public boolean hasTexts() {
      return references || !segments.isEmpty();
    }
  }
}
