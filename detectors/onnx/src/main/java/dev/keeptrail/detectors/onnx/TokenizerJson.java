package dev.keeptrail.detectors.onnx;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A {@code tokenizer.json} without what the native library ends the whole process over: it panics
 * over decoders that it does not know, which nobody here needs, and over special tokens that a
 * template names and does not list. Stateless.
 */
final class TokenizerJson {
  private TokenizerJson() {}

  /**
   * The file as the library may have it.
   *
   * @throws IOException when it cannot be read, is no JSON object, or names tokens that are not
   *     there
   */
  static InputStream checked(InputStream json) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var reader = new JsonReader(new InputStreamReader(json, StandardCharsets.UTF_8));
        var writer = new JsonWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
      reader.setStrictness(Strictness.STRICT);
      reader.beginObject();
      writer.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        writer.name(name);
        switch (name) {
          case "decoder" -> {
            reader.skipValue();
            writer.nullValue();
          }
          case "post_processor" -> {
            JsonElement processor = JsonParser.parseReader(reader);
            check(processor);
            writer.jsonValue(processor.toString());
          }
          default -> copy(reader, writer);
        }
      }
      reader.endObject();
      writer.endObject();
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new IOException("something stands behind the object");
      }
    } catch (RuntimeException notJson) {
      // Gson has exceptions of its own for values of another kind than expected.
      throw new IOException(notJson);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  /** One value, however large. */
  private static void copy(JsonReader reader, JsonWriter writer) throws IOException {
    int depth = 0;
    do {
      switch (reader.peek()) {
        case BEGIN_ARRAY -> {
          reader.beginArray();
          writer.beginArray();
          depth++;
        }
        case END_ARRAY -> {
          reader.endArray();
          writer.endArray();
          depth--;
        }
        case BEGIN_OBJECT -> {
          reader.beginObject();
          writer.beginObject();
          depth++;
        }
        case END_OBJECT -> {
          reader.endObject();
          writer.endObject();
          depth--;
        }
        case NAME -> writer.name(reader.nextName());
        case STRING -> writer.value(reader.nextString());
        case NUMBER -> writer.jsonValue(reader.nextString());
        case BOOLEAN -> writer.value(reader.nextBoolean());
        case NULL -> {
          reader.nextNull();
          writer.nullValue();
        }
        case END_DOCUMENT -> throw new IOException("the file breaks off");
      }
    } while (depth > 0);
  }

  /** Looks at templates, also at those in a sequence of processors. */
  private static void check(JsonElement processor) throws IOException {
    if (!(processor instanceof JsonObject object)) {
      return;
    }
    if (object.get("processors") instanceof JsonArray processors) {
      for (JsonElement one : processors) {
        check(one);
      }
    }
    JsonElement listed = object.get("special_tokens");
    for (String form : List.of("single", "pair")) {
      if (object.get(form) instanceof JsonArray pieces) {
        for (JsonElement piece : pieces) {
          requireListed(piece, listed);
        }
      }
    }
  }

  private static void requireListed(JsonElement piece, JsonElement listed) throws IOException {
    if (piece instanceof JsonObject object
        && object.get("SpecialToken") instanceof JsonObject token
        && !(listed instanceof JsonObject tokens
            && token.has("id")
            && tokens.has(token.get("id").getAsString()))) {
      throw new IOException("a template names a special token that it does not list");
    }
  }
}
