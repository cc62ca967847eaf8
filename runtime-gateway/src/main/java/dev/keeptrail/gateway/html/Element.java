package dev.keeptrail.gateway.html;

import java.util.List;

/** An element with its attributes and what is in it. */
public record Element(String name, List<Attribute> attributes, List<Node> inside) implements Node {
  public Element {
    boolean plain =
        !name.isEmpty()
            && name.chars()
                .allMatch(sign ->
                    (sign >= 'a' && sign <= 'z')
                        || (sign >= 'A' && sign <= 'Z')
                        || (sign >= '0' && sign <= '9'));
    if (!plain || name.equals("style") || (name.equals("script") && !inside.isEmpty())) {
      throw new IllegalArgumentException("no page of ours has such an element");
    }
    attributes = List.copyOf(attributes);
    inside = List.copyOf(inside);
  }
}
