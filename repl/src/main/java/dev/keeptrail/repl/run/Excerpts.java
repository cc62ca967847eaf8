package dev.keeptrail.repl.run;

import dev.keeptrail.engine.capture.CaptureMask;
import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.plan.CaptureMode;
import java.util.List;

/** Shows what an exchange was about without showing what is sensitive in it. */
public final class Excerpts {
  private static final int MAX_CHARACTERS = 160;
  private static final String NOTHING = "(not shown)";

  private Excerpts() {}

  /** The beginning of the newest content of the request, on one line. */
  public static String of(CapturedExchange exchange) {
    CapturedExchange masked =
        exchange.mode() == CaptureMode.REDACTED ? exchange : CaptureMask.of(exchange).orElse(null);
    return masked == null ? NOTHING : shortened(newest(masked));
  }

  private static String newest(CapturedExchange exchange) {
    List<Segment> segments = exchange.phases().getFirst().content().segments();
    for (int i = segments.size() - 1; i >= 0; i--) {
      Segment segment = segments.get(i);
      if (segment.location().channel() == Channel.CONTENT && !segment.text().isBlank()) {
        return segment.text();
      }
    }
    return "";
  }

  private static String shortened(String text) {
    var line = new StringBuilder();
    boolean gap = false;
    for (int i = 0; i < text.length() && line.length() < MAX_CHARACTERS; i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        gap = !line.isEmpty();
      } else {
        if (gap) {
          line.append(' ');
          gap = false;
        }
        line.append(c);
      }
    }
    boolean cut = line.length() >= MAX_CHARACTERS;
    if (cut && Character.isHighSurrogate(line.charAt(line.length() - 1))) {
      line.setLength(line.length() - 1);
    }
    return FrameRenderer.safe(cut ? line + "…" : line.toString());
  }
}
