package dev.keeptrail.repl.history;

/**
 * One commit that changed the file.
 *
 * @param id the whole hash
 * @param date of the author, as {@code 2026-11-25}
 * @param path where the file was then, from the top of the repository
 */
public record Revision(String id, String date, String subject, String path) {
  private static final int SHORT = 10;

  /** Enough of the hash for people. */
  public String shortId() {
    return id.length() <= SHORT ? id : id.substring(0, SHORT);
  }
}
