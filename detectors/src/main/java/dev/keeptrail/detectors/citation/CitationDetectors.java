package dev.keeptrail.detectors.citation;

import dev.keeptrail.detectors.ConversationDetector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.citation.Citation.Kind;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordShingles;
import dev.keeptrail.detectors.text.WordShingles.Words;
import java.util.List;
import java.util.Set;

/** What this family registers. */
public final class CitationDetectors {
  /** The whole of an answer; the score says how much of it stands in the sources. */
  private static final String TEXT = "citation.text";

  /** The whole of an answer, for what is to be said beside it, by what that is. */
  private static final List<String> REPORTS =
      List.of("citation.report.matched", "citation.report.none", "citation.report.unmatched");

  /** An answer of fewer words has nothing to prove. */
  private static final int FEWEST_WORDS = 10;

  private CitationDetectors() {}

  public static List<ConversationDetector> conversational() {
    return List.of(new Cited(), new Handles());
  }

  /** Whether it is an answer long enough to need sources. */
  private static boolean isJudged(ScannedText text) {
    return text.origin().source() == Source.ASSISTANT
        && WordShingles.words(text, 0, text.length()).count() >= FEWEST_WORDS;
  }

  /**
   * Citations of an answer, each with a score for how much of it stands in the texts of the
   * request, and the answer itself. What earlier answers said is no source.
   */
  private static final class Cited implements ConversationDetector {
    @Override
    public String id() {
      return "citation";
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public Set<String> categories() {
      return Set.of(TEXT, Kind.URL.category(), Kind.ACADEMIC.category(), Kind.QUOTE.category());
    }

    @Override
    public void detect(Conversation conversation, Sink sink) {
      var sources = Sources.of(conversation.references().stream().filter(Cited::isSource).toList());
      List<ScannedText> texts = conversation.texts();
      for (int at = 0; at < texts.size(); at++) {
        if (texts.get(at).origin().source() == Source.ASSISTANT) {
          judge(texts.get(at), at, sources, sink);
        }
      }
    }

    private static boolean isSource(ScannedText text) {
      return switch (text.origin().source()) {
        case SYSTEM, USER, TOOL_RESULT, DOCUMENT -> true;
        case ASSISTANT, TOOL_ARGUMENTS, TOOL_DEFINITION, METADATA -> false;
      };
    }

    private static void judge(ScannedText text, int at, Sources sources, Sink sink) {
      for (Citation citation : CitationSearch.in(text)) {
        double share = sources.share(text, citation.start(), citation.end());
        sink.add(
            at,
            citation.start(),
            citation.end(),
            citation.kind().category(),
            "CITATION",
            share,
            Evidence.CONTEXT);
      }
      if (isJudged(text)) {
        Words words = WordShingles.words(text, 0, text.length());
        double grounded = sources.groundedness(text, words);
        sink.add(at, 0, text.length(), TEXT, "ANSWER", grounded, Evidence.CONTEXT);
      }
    }
  }

  /** Places at which something can be said of an answer; looked for only where it is to be. */
  private static final class Handles implements ConversationDetector {
    @Override
    public String id() {
      return "citation-report";
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public Set<String> categories() {
      return Set.copyOf(REPORTS);
    }

    @Override
    public void detect(Conversation conversation, Sink sink) {
      List<ScannedText> texts = conversation.texts();
      for (int at = 0; at < texts.size(); at++) {
        if (isJudged(texts.get(at))) {
          for (String report : REPORTS) {
            sink.add(at, 0, texts.get(at).length(), report, "ANSWER", 1, Evidence.CONTEXT);
          }
        }
      }
    }
  }
}
