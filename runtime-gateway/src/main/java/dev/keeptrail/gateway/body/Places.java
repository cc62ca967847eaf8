package dev.keeptrail.gateway.body;

import dev.keeptrail.gateway.json.Pointer;
import java.util.regex.Pattern;

/**
 * JSON Pointers fit for records. A key that the protocol does not know is the sender's own text and
 * may be anything, so its step is {@code *}; this also bounds how long a pointer gets.
 */
public final class Places {
  private static final String OWN = "*";
  private static final Pattern POSITION = Pattern.compile("[0-9]{1,5}");

  private Places() {}

  public static String child(String parent, String name) {
    return Pointer.child(parent, KnownKeys.has(name) ? name : OWN);
  }

  /**
   * A pointer made elsewhere, with every step that is neither a known key nor a position hidden.
   */
  public static String hidden(String pointer) {
    var fit = new StringBuilder();
    String[] steps = pointer.split("/", -1);
    for (int at = 1; at < steps.length; at++) {
      boolean shown = KnownKeys.has(steps[at]) || POSITION.matcher(steps[at]).matches();
      fit.append('/').append(shown ? steps[at] : OWN);
    }
    return fit.toString();
  }

  public static String child(String parent, int index) {
    return Pointer.child(parent, index);
  }
}
