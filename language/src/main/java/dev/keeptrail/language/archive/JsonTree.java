package dev.keeptrail.language.archive;

import dev.keeptrail.language.archive.ArchiveException.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads the small JSON files of an archive: objects, arrays, texts and whole numbers. */
final class JsonTree {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(8).maxTokenCount(10_000).build())
          .build();

  private final String file;
  private final Map<String, Object> fields;

  private JsonTree(String file, Map<String, Object> fields) {
    this.file = file;
    this.fields = fields;
  }

  static JsonTree parse(String file, byte[] bytes) throws ArchiveException {
    try (JsonParser parser =
        FACTORY.createParser(ObjectReadContext.empty(), bytes, 0, bytes.length)) {
      parser.nextToken();
      Object root = read(parser, file);
      if (parser.nextToken() == null && root instanceof JsonTree tree) {
        return tree;
      }
    } catch (JacksonException _) {
      // Said below; the library's words may repeat what the file holds.
    }
    throw new ArchiveException(Problem.MALFORMED, "`" + file + "` is not a JSON object");
  }

  private static Object read(JsonParser parser, String file) throws ArchiveException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, Object> fields = new LinkedHashMap<>();
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        parser.nextToken();
        fields.put(name, read(parser, file));
      }
      return new JsonTree(file, fields);
    }
    if (token == JsonToken.START_ARRAY) {
      List<Object> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(read(parser, file));
      }
      return items;
    }
    if (token == JsonToken.VALUE_STRING) {
      return parser.getString();
    }
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return parser.getIntValue();
    }
    throw new ArchiveException(
        Problem.MALFORMED, "`" + file + "` holds a value of a type that does not belong there");
  }

  Set<String> names() {
    return fields.keySet();
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  String text(String name) throws ArchiveException {
    return typed(name, String.class, "text");
  }

  int number(String name) throws ArchiveException {
    int number = typed(name, Integer.class, "whole number");
    if (number < 0) {
      throw wrong(name, "whole number");
    }
    return number;
  }

  JsonTree object(String name) throws ArchiveException {
    return typed(name, JsonTree.class, "object");
  }

  List<JsonTree> objects(String name) throws ArchiveException {
    List<JsonTree> objects = new ArrayList<>();
    for (Object item : typed(name, List.class, "list")) {
      if (!(item instanceof JsonTree tree)) {
        throw wrong(name, "list of objects");
      }
      objects.add(tree);
    }
    return objects;
  }

  private <T> T typed(String name, Class<T> type, String word) throws ArchiveException {
    @Nullable Object value = fields.get(name);
    if (!type.isInstance(value)) {
      throw wrong(name, word);
    }
    return type.cast(value);
  }

  private ArchiveException wrong(String name, String word) {
    return new ArchiveException(
        Problem.MALFORMED, "`" + name + "` of `" + file + "` is missing or no " + word);
  }
}
