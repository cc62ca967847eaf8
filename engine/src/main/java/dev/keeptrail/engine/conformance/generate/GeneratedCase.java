package dev.keeptrail.engine.conformance.generate;

/**
 * A pack and one phase of content.
 *
 * @param pack pack text
 * @param content {@code content.json}
 */
record GeneratedCase(Shape pack, Shape content) {
  String packText() {
    return pack.text();
  }

  String contentText() {
    return content.text();
  }
}
