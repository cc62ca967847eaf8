package dev.keeptrail.detectors.code;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.ScannedText;
import org.jspecify.annotations.Nullable;

/**
 * Blocks between the fences of Markdown (CommonMark: three or more backticks or tildes at the start
 * of a line). The tag says which language; without one the lines do, and whether it is code at all.
 * A finding covers the block with its fences; a fence that is never closed reaches to the end of
 * the text.
 */
final class FencedCodeDetector {
  private static final int MAX_INDENT = 12;
  private static final int MAX_TAG = 24;

  private FencedCodeDetector() {}

  static Detector detector() {
    return new RuleDetector(
        "fenced-code",
        1,
        Language.categories(),
        16_384,
        Trigger.anchors("```", "~~~"),
        FencedCodeDetector::detect);
  }

  static boolean isJudged(ScannedText text) {
    Source source = text.origin().source();
    return source != Source.METADATA && source != Source.TOOL_DEFINITION;
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    if (!isJudged(text)) {
      return;
    }
    @Nullable Fence open = null;
    int after = 0;
    for (int i = 0; i < hits.count(); i++) {
      int start = hits.start(i);
      if (start >= after) {
        int length = run(text, start);
        after = start + length;
        if (open == null) {
          open = opening(text, start, length);
        } else if (open.isClosedBy(text, start, length)) {
          report(text, open, after, sink);
          open = null;
        }
      }
    }
    if (open != null) {
      report(text, open, text.length(), sink);
    }
  }

  /**
   * @param body where the line after the fence begins
   */
  private record Fence(int start, int length, char sign, String tag, int body) {
    boolean isClosedBy(ScannedText text, int at, int run) {
      return text.at(at) == sign
          && run >= length
          && startsLine(text, at)
          && isBlankRest(text, at + run);
    }
  }

  private static int run(ScannedText text, int start) {
    int end = start;
    while (text.at(end) == text.at(start)) {
      end++;
    }
    return end - start;
  }

  private static @Nullable Fence opening(ScannedText text, int start, int length) {
    if (!startsLine(text, start)) {
      return null;
    }
    int tag = start + length;
    while (text.at(tag) == ' ' || text.at(tag) == '{' || text.at(tag) == '.') {
      tag++;
    }
    int end = tag;
    while (end - tag < MAX_TAG && isTag(text.at(end))) {
      end++;
    }
    int line = end;
    while (line < text.length() && text.charAt(line) != '\n') {
      if (text.charAt(line) == '`' || line - end > 200) {
        return null;
      }
      line++;
    }
    return new Fence(start, length, text.at(start), text.subSequence(tag, end), line);
  }

  private static boolean isTag(char c) {
    return c > ' ' && c != '`' && c != '{' && c != '}' && c != ':' && c != ',';
  }

  /** Indented, quoted or in a list, but nothing else before it on its line. */
  private static boolean startsLine(ScannedText text, int at) {
    int before = at - 1;
    while (at - before <= MAX_INDENT && isIndent(text.at(before))) {
      before--;
    }
    return before < 0 || text.at(before) == '\n';
  }

  private static boolean isIndent(char c) {
    return c == ' '
        || c == '\t'
        || c == '>'
        || c == '-'
        || c == '*'
        || c == '.'
        || (c >= '0' && c <= '9');
  }

  private static boolean isBlankRest(ScannedText text, int from) {
    int at = from;
    while (text.at(at) == ' ' || text.at(at) == '\t' || text.at(at) == '\r') {
      at++;
    }
    return at >= text.length() || text.at(at) == '\n';
  }

  private static void report(ScannedText text, Fence fence, int end, FindingSink sink) {
    Language language;
    double score = 0.95;
    if (fence.tag().isEmpty()) {
      language = LineShapes.languageOf(text, fence.body(), end);
      score = language == Language.OTHER ? 0.6 : 0.85;
    } else {
      language = Language.ofTag(fence.tag());
    }
    boolean told = !fence.tag().isEmpty() || LineShapes.hasCode(text, fence.body(), end);
    if (language != null && told) {
      sink.add(fence.start(), end, language.category(), "CODE", score, Evidence.CONTEXT);
    }
  }
}
