package dev.keeptrail.language.diff;

import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.json.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a comparison says: to people, and to scripts. */
public final class DiffReport {
  private static final int MAX_SHOWN = 160;

  private DiffReport() {}

  /** One paragraph for each subject, then a line with the verdict. */
  public static String text(PlanDiff diff) {
    var out = new StringBuilder();
    String heading = "";
    for (Change change : diff.changes()) {
      String subject = subject(change);
      if (!subject.equals(heading)) {
        heading = subject;
        out.append(heading).append('\n');
      }
      line(change, out);
    }
    if (!diff.changes().isEmpty()) {
      out.append('\n');
    }
    return out.append(verdict(diff)).append('\n').toString();
  }

  /** Writes the members of an object that the caller has begun. */
  public static void write(PlanDiff diff, JsonWriter json) {
    json.name("same").value(diff.isSame());
    json.name("before").value(diff.before());
    json.name("after").value(diff.after());
    json.name("changes").beginArray();
    for (Change change : diff.changes()) {
      json.beginObject();
      json.name("subject").value(change.subject().word());
      json.name("name").value(change.name());
      json.name("path").value(change.path());
      json.name("change").value(change.sort().word());
      json.name("before").value(change.before());
      json.name("after").value(change.after());
      json.endObject();
    }
    json.endArray();
  }

  private static String verdict(PlanDiff diff) {
    if (diff.isSame()) {
      return "the plans are the same: " + diff.after();
    }
    List<Change> changes = diff.changes();
    return "the plans differ in "
        + changes.size()
        + (changes.size() == 1 ? " place" : " places")
        + "\n  before  "
        + diff.before()
        + "\n  after   "
        + diff.after();
  }

  private static String subject(Change change) {
    return change.name().isEmpty()
        ? change.subject().word()
        : change.subject().word() + " " + FrameRenderer.safe(change.name());
  }

  private static void line(Change change, StringBuilder out) {
    String path = change.path().isEmpty() ? "" : FrameRenderer.safe(change.path()) + " ";
    String before = shown(change.before());
    String after = shown(change.after());
    out.append(
        switch (change.sort()) {
          case ADDED -> "  + " + (path.isEmpty() ? whole(change, "added") : path) + after;
          case REMOVED -> "  - " + (path.isEmpty() ? whole(change, "removed") : path) + before;
          case CHANGED -> "  ~ " + path + before + " -> " + after;
          case MOVED -> "  ~ " + path + "moved from place " + before + " to " + after;
          case RENAMED -> "  ~ " + path + "renamed from " + before;
        });
    out.append('\n');
  }

  /** A policy or a target by itself is told by what it is made of. */
  private static String whole(Change change, String what) {
    return switch (change.subject()) {
      case POLICY -> what + ", kind ";
      case PROVIDER -> what + ", provider ";
      case PACK, GATEWAY -> what + " ";
    };
  }

  private static String shown(@Nullable String value) {
    if (value == null) {
      return "";
    }
    String safe = FrameRenderer.safe(value);
    return safe.length() <= MAX_SHOWN ? safe : safe.substring(0, MAX_SHOWN) + "…";
  }
}
