package dev.keeptrail.repl.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A JSON Pointer (RFC 6901), taken apart. */
record Pointer(List<String> parts) {
  Pointer {
    parts = List.copyOf(parts);
  }

  /** Empty when the text is no pointer to a part of something. */
  static Optional<Pointer> parse(String text) {
    if (!text.startsWith("/") || text.length() < 2) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    for (String part : text.substring(1).split("/", -1)) {
      parts.add(part.replace("~1", "/").replace("~0", "~"));
    }
    return Optional.of(new Pointer(parts));
  }

  static String escaped(String part) {
    return part.replace("~", "~0").replace("/", "~1");
  }

  String part(int index) {
    return index < parts.size() ? parts.get(index) : "";
  }

  /** The part as an index; -1 when it is none. */
  int index(int at) {
    String part = part(at);
    boolean digits = !part.isEmpty() && part.length() < 9;
    for (int i = 0; i < part.length(); i++) {
      digits &= part.charAt(i) >= '0' && part.charAt(i) <= '9';
    }
    return digits ? Integer.parseInt(part) : -1;
  }

  Pointer from(int start) {
    return new Pointer(parts.subList(Math.min(start, parts.size()), parts.size()));
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  @Override
  public String toString() {
    return parts.stream().map(part -> "/" + escaped(part)).collect(Collectors.joining());
  }
}
