package dev.keeptrail.engine.value;

/**
 * A glob over whole texts: {@code *} stands for any characters, {@code ?} for one code point; case
 * counts. Matching takes time in proportion to the lengths of text and glob multiplied, never more.
 */
public record Glob(String glob) {
  public boolean matches(String text) {
    int at = 0;
    int next = 0;
    int star = -1;
    int resume = 0;
    while (at < text.length()) {
      if (next < glob.length() && glob.charAt(next) == '*') {
        star = next++;
        resume = at;
      } else if (next < glob.length() && glob.charAt(next) == '?') {
        at += width(text, at);
        next++;
      } else if (next < glob.length() && glob.charAt(next) == text.charAt(at)) {
        at++;
        next++;
      } else if (star >= 0) {
        // WHY: only the last star needs to give way; what an earlier one holds is enough for it.
        resume += width(text, resume);
        at = resume;
        next = star + 1;
      } else {
        return false;
      }
    }
    while (next < glob.length() && glob.charAt(next) == '*') {
      next++;
    }
    return next == glob.length();
  }

  private static int width(String text, int at) {
    return Character.charCount(text.codePointAt(at));
  }
}
