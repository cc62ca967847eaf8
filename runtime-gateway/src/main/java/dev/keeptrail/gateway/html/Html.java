package dev.keeptrail.gateway.html;

import dev.keeptrail.ledger.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes and writes pages. Stateless. */
public final class Html {
  /** Elements without an end (HTML, section 13.1.2). */
  private static final Set<String> VOID =
      Set.of("br", "col", "hr", "img", "input", "link", "meta", "wbr");

  private static final String BREAKS = "._-/";

  private Html() {}

  public static Element el(String name, Part... parts) {
    List<Attribute> attributes = new ArrayList<>();
    List<Node> inside = new ArrayList<>();
    for (Part part : parts) {
      switch (part) {
        case Attribute attribute -> attributes.add(attribute);
        case Node node -> inside.add(node);
      }
    }
    return new Element(name, attributes, inside);
  }

  public static Attribute attr(String name, String value) {
    return new Attribute(name, value);
  }

  public static Attribute attr(String name, long value) {
    return new Attribute(name, Long.toString(value));
  }

  /** An attribute that says all by being there. */
  public static Attribute attr(String name) {
    return new Attribute(name, null);
  }

  /** The class that the style sheet goes by. */
  public static Attribute style(String name) {
    return new Attribute("class", name);
  }

  /** Words of ours. */
  public static Node text(String text) {
    return new Node.Text(text);
  }

  /**
   * What an event says, which can be what a caller wrote: characters that hide or reorder text are
   * spelled out, and its direction of writing ends with it.
   */
  public static Node said(@Nullable String text) {
    return text == null || text.isEmpty()
        ? el("span", style("none"), text("none"))
        : el("bdi", text(PrintableText.of(text)));
  }

  /**
   * What is written like a path, such as a reason code: where a line is too short, it breaks behind
   * a dot, dash or underscore.
   *
   * @param text that can be printed
   */
  public static Node inParts(String text) {
    List<Node> parts = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < text.length() - 1; at++) {
      if (BREAKS.indexOf(text.charAt(at)) >= 0) {
        parts.add(text(text.substring(from, at + 1)));
        parts.add(el("wbr"));
        from = at + 1;
      }
    }
    parts.add(text(text.substring(from)));
    return all(parts);
  }

  public static Node all(List<? extends Node> nodes) {
    return new Node.Several(List.copyOf(nodes));
  }

  public static Node all(Stream<? extends Node> nodes) {
    return all(nodes.toList());
  }

  /** Nothing. */
  public static Node none() {
    return all(List.<Node>of());
  }

  /** A whole page. */
  public static String document(Node root) {
    return "<!doctype html>\n" + write(root) + "\n";
  }

  public static String write(Node node) {
    StringBuilder out = new StringBuilder(8_192);
    write(node, out);
    return out.toString();
  }

  private static void write(Node node, StringBuilder out) {
    switch (node) {
      case Node.Text(String text) -> escape(text, out);
      case Node.Several(var nodes) -> nodes.forEach(one -> write(one, out));
      case Element element -> write(element, out);
    }
  }

  private static void write(Element element, StringBuilder out) {
    out.append('<').append(element.name());
    for (Attribute attribute : element.attributes()) {
      out.append(' ').append(attribute.name());
      String value = attribute.value();
      if (value != null) {
        out.append("=\"");
        escape(value, out);
        out.append('"');
      }
    }
    out.append('>');
    if (VOID.contains(element.name())) {
      return;
    }
    element.inside().forEach(node -> write(node, out));
    out.append("</").append(element.name()).append('>');
  }

  private static void escape(String text, StringBuilder out) {
    for (int at = 0; at < text.length(); at++) {
      char sign = text.charAt(at);
      switch (sign) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '\0' -> out.append('\ufffd');
        default -> out.append(sign);
      }
    }
  }
}
