package dev.keeptrail.gateway.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a body so that nobody downstream can read it differently: well-formed UTF-8 without a byte
 * order mark, one value, no duplicate keys, no lone surrogates, bounded nesting and size of parts.
 * What is written from the tree is the form that was judged. Stateless.
 */
public final class StrictJson {
  /** How deep arrays and objects may nest. */
  public static final int MAX_DEPTH = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  // One more than ours: our own check then says where.
                  .maxNestingDepth(MAX_DEPTH + 1)
                  .maxNumberLength(100)
                  .maxNameLength(1_024)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxTokenCount(2_000_000)
                  .build())
          .build();
  private static final JsonMapper WRITER = JsonMapper.builder(FACTORY).build();

  private StrictJson() {}

  public static JsonNode parse(byte[] body) throws MalformedJsonException {
    if (body.length == 0) {
      throw MalformedJsonException.notJson("the body is empty; send a JSON object");
    }
    checkEncoding(body);
    try (var parser = FACTORY.createParser(ObjectReadContext.empty(), body, 0, body.length)) {
      return new TreeReader(parser).read();
    } catch (StreamConstraintsException tooBig) {
      throw new MalformedJsonException(
          "the body holds a name, a number or a count of values beyond what is accepted"
              + place(tooBig.getLocation()),
          "");
    } catch (JacksonException malformed) {
      throw MalformedJsonException.notJson(
          "the body is not valid JSON" + place(malformed.getLocation()));
    }
  }

  /** The canonical form: UTF-8, no white space, members in the order in which they were read. */
  public static byte[] write(JsonNode node) {
    return WRITER.writeValueAsBytes(node);
  }

  public static String writeText(JsonNode node) {
    return WRITER.writeValueAsString(node);
  }

  private static void checkEncoding(byte[] body) throws MalformedJsonException {
    if (body.length >= 3
        && body[0] == (byte) 0xEF
        && body[1] == (byte) 0xBB
        && body[2] == (byte) 0xBF) {
      throw new MalformedJsonException(
          "the body starts with a byte order mark; send UTF-8 without one", "");
    }
    int fault = Utf8.firstFault(body, body.length);
    if (fault != Utf8.WELL_FORMED) {
      throw new MalformedJsonException(
          "the body is not valid UTF-8 at byte " + fault + "; encode it as UTF-8", "");
    }
  }

  private static String place(@Nullable TokenStreamLocation location) {
    return location == null || location.getLineNr() < 1
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
