package dev.keeptrail.language.editor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names that a document can use beside those of the language.
 *
 * @param definitions each with its value as written, imported ones included
 * @param policies each with what it is, those that the author declares only
 * @param categories what detectors report
 */
record Vocabulary(
    Map<String, String> definitions, Map<String, String> policies, List<String> categories) {
  Vocabulary {
    definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
    policies = Collections.unmodifiableMap(new LinkedHashMap<>(policies));
    categories = List.copyOf(categories);
  }
}
