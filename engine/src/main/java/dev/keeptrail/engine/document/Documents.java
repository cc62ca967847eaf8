package dev.keeptrail.engine.document;

import dev.keeptrail.engine.exchange.Counters;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.kind.bundled.DocumentAnalyzer;
import dev.keeptrail.language.plan.PackPlan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The documents of a request's body, as counters. Documents are parts of type {@code file}, {@code
 * input_file} and {@code document}, in messages, in items, and in what tools answered. Nothing of
 * what they say is kept. One use.
 */
public final class Documents {
  private static final Set<String> TYPES = Set.of("file", "input_file", "document");

  /** Arguments of calls are data of the caller's own, whatever they look like. */
  private static final Set<String> ARGUMENTS = Set.of("input", "arguments", "function", "custom");

  private int count;
  private int unseen;
  private long largest;
  private final Map<String, Long> types = new TreeMap<>();

  private Documents() {}

  /** Whether a pack asks for them. */
  public static boolean areAskedFor(PackPlan plan) {
    return plan.chain().stream().anyMatch(policy -> policy.kind().equals(DocumentAnalyzer.NAME));
  }

  /**
   * The counters of a request; none where it has no documents.
   *
   * @param body as JSON, in any of the protocols
   */
  public static List<Fact> counters(JsonNode body) {
    var documents = new Documents();
    documents.walk(body.path("messages"));
    documents.walk(body.path("input"));
    return documents.facts();
  }

  private void walk(JsonNode node) {
    if (node.isArray()) {
      node.forEach(this::walk);
    } else if (node.isObject()) {
      if (TYPES.contains(node.path("type").asString(""))) {
        document(node);
      } else {
        node.forEachEntry((name, value) -> {
          if (!ARGUMENTS.contains(name)) {
            walk(value);
          }
        });
      }
    }
  }

  private void document(JsonNode part) {
    count++;
    JsonNode source = part.path("source");
    JsonNode file = part.path("file").isObject() ? part.path("file") : part;
    JsonNode data = source.isObject() ? source.path("data") : file.path("file_data");
    JsonNode content = source.path("content");
    if (data.isString()) {
      boolean text = source.path("type").asString("").equals("text");
      String said = saidType(source, file, text);
      if (text) {
        take(bytes(data.stringValue()), Set.of(said));
      } else {
        encoded(data.stringValue(), said);
      }
    } else if (!content.isMissingNode()) {
      take(textBytes(content), Set.of(DocumentType.PLAIN));
    } else {
      unseen++;
      types.merge(saidType(source, file, false), 1L, Long::sum);
    }
  }

  private static String saidType(JsonNode source, JsonNode file, boolean text) {
    JsonNode said = source.path("media_type");
    if (said.isString()) {
      return DocumentType.said(said.stringValue());
    }
    return text ? DocumentType.PLAIN : DocumentType.named(file.path("filename").asString(""));
  }

  private void encoded(String data, String said) {
    String type = said;
    int from = 0;
    if (data.regionMatches(true, 0, "data:", 0, 5)) {
      int comma = data.indexOf(',');
      String head = comma < 0 ? "" : data.substring(5, comma);
      type = DocumentType.said(head);
      from = comma + 1;
    }
    Set<String> all = new TreeSet<>(Set.of(type));
    DocumentType.seen(data, from, type).ifPresent(all::add);
    take(decodedBytes(data, from), all);
  }

  private void take(long bytes, Set<String> all) {
    largest = Math.max(largest, bytes);
    all.forEach(type -> types.merge(type, 1L, Long::sum));
  }

  /** How much Base64 stands for; what is no Base64 is not more than it. */
  private static long decodedBytes(String data, int from) {
    long characters = 0;
    for (int at = from; at < data.length(); at++) {
      char c = data.charAt(at);
      characters += c > ' ' && c != '=' ? 1 : 0;
    }
    return characters * 3 / 4;
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Of a document that is content of its own: the texts in it. */
  private static long textBytes(JsonNode content) {
    if (content.isString()) {
      return bytes(content.stringValue());
    }
    long all = 0;
    for (JsonNode part : content) {
      all += bytes(part.path("text").asString(""));
    }
    return all;
  }

  private List<Fact> facts() {
    if (count == 0) {
      return List.of();
    }
    List<Fact> facts = new ArrayList<>();
    facts.add(Counters.fact(Counters.DOCUMENTS, count));
    facts.add(Counters.fact(Counters.DOCUMENT_BYTES, largest));
    facts.add(Counters.fact(Counters.DOCUMENTS_UNSEEN, unseen));
    types.forEach(
        (type, number) -> facts.add(Counters.fact(Counters.DOCUMENTS_OF_TYPE + type, number)));
    return facts;
  }
}
