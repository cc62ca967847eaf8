package dev.keeptrail.gateway.imports;

import org.jspecify.annotations.Nullable;

/** Takes addresses apart as far as it matters here. */
final class Addresses {
  private Addresses() {}

  /** The path without query and last slash; empty for none. */
  static String path(@Nullable String url) {
    if (url == null) {
      return "";
    }
    int end = url.length();
    for (char mark : new char[] {'?', '#'}) {
      int at = url.indexOf(mark);
      end = at >= 0 && at < end ? at : end;
    }
    String path = url.substring(0, end);
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
