package dev.keeptrail.gateway.telemetry;

/**
 * A failure as the log may hold it: types and places, but no messages, which can repeat content.
 */
public final class Sketch {
  private static final int FRAMES = 12;
  private static final int CAUSES = 4;

  private Sketch() {}

  public static String of(Throwable failure) {
    var sketch = new StringBuilder();
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < CAUSES; depth++, cause = cause.getCause()) {
      sketch.append(depth == 0 ? "" : " caused by ").append(cause.getClass().getName());
      StackTraceElement[] frames = cause.getStackTrace();
      for (int at = 0; at < Math.min(FRAMES, frames.length); at++) {
        sketch.append(at == 0 ? " at " : " < ").append(frames[at]);
      }
    }
    return sketch.toString();
  }
}
