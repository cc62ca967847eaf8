package dev.keeptrail.gateway.html;

/** Something that stands in a page. */
public sealed interface Node extends Part permits Element, Node.Text, Node.Several {
  /** A text; written so that it is shown as it is, whatever is in it. */
  record Text(String text) implements Node {}

  /** Several, one behind the other. */
  record Several(Iterable<? extends Node> nodes) implements Node {}
}
