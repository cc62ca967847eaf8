package dev.keeptrail.detectors.evaluation.corpus;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The fields of one row, with words for what is wrong with them. */
record RowFields(JsonNode object, Place place) {
  boolean has(String field) {
    return object.has(field) && !object.get(field).isNull();
  }

  boolean hasString(String field) {
    return object.path(field).isString();
  }

  JsonNode node(String field) {
    return object.path(field);
  }

  /** A string or number as text; empty when it is neither. */
  String word(String field) {
    JsonNode value = object.path(field);
    return value.isString() || value.isNumber() ? value.asString() : "";
  }

  String text() throws BrokenRowException {
    if (!hasString("text")) {
      throw new BrokenRowException("`text` is missing or no string");
    }
    return object.get("text").asString();
  }

  /** The row's own `set`, or the name of its file up to the first dot. */
  String set() {
    String named = word("set");
    return named.isEmpty() ? stem() : named;
  }

  String split() {
    String named = word("split");
    return named.isEmpty() ? stem() : named;
  }

  private String stem() {
    String name = String.valueOf(place.file().getFileName());
    int dot = name.indexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  String folder() {
    return place.file().getParent() == null
        ? ""
        : String.valueOf(place.file().getParent().getFileName()).toLowerCase(Locale.ROOT);
  }

  /** Whether the label is 0 or 1; other labels say what a row is, not whether. */
  boolean isJudged() {
    JsonNode label = object.path("label");
    return label.isBoolean() || (label.isNumber() && (label.asInt() == 0 || label.asInt() == 1));
  }

  boolean label() throws BrokenRowException {
    JsonNode label = object.path("label");
    if (!isJudged()) {
      throw new BrokenRowException("`label` is neither 0 nor 1");
    }
    return label.isBoolean() ? label.asBoolean() : label.asInt() == 1;
  }
}
