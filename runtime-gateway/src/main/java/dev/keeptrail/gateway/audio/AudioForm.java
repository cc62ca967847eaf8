package dev.keeptrail.gateway.audio;

import dev.keeptrail.gateway.body.Fields;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A form with one file, as the gateway carries it inside: a JSON object with the fields as texts,
 * the file's bytes in Base64, its name and its media type. Fields whose names end in {@code []} are
 * lists. One use, one thread.
 */
public final class AudioForm {
  static final String FILE = "file";
  static final String FILE_NAME = "filename";
  static final String MEDIA_TYPE = "media_type";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,100}(\\[\\])?");
  private static final Pattern TYPE = Pattern.compile("[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}");
  private static final String BYTES = "application/octet-stream";
  private static final int MAX_FILE_NAME = 200;
  private static final Set<String> OWN = Set.of(FILE_NAME, MEDIA_TYPE);

  private final ObjectNode fields = JsonNodeFactory.instance.objectNode();

  private AudioForm() {}

  /**
   * The JSON form of a body.
   *
   * @param contentType as the caller sent it, boundary included
   * @throws RefusedException with status 422 when it is no such form
   */
  public static byte[] read(byte[] body, String contentType) throws RefusedException {
    var form = new AudioForm();
    for (FormPart part : FormPart.all(body, contentType)) {
      form.take(part);
    }
    return StrictJson.write(form.fields);
  }

  private void take(FormPart part) throws RefusedException {
    String name = part.name();
    if (!NAME.matcher(name).matches() || OWN.contains(name)) {
      throw Fields.invalid("the form has a field whose name is not one of this route", "");
    }
    if (name.equals(FILE)) {
      file(part);
    } else if (part.fileName() != null) {
      throw Fields.invalid("the form must have no file but `file`", "");
    } else {
      field(name, text(part));
    }
  }

  private void file(FormPart part) throws RefusedException {
    if (fields.has(FILE)) {
      throw Fields.invalid("the form has more than one `file`", "/file");
    }
    String name = part.fileName() == null ? "audio" : part.fileName();
    if (name.length() > MAX_FILE_NAME || name.chars().anyMatch(Character::isISOControl)) {
      throw Fields.invalid("the name of the `file` must be short and on one line", "/filename");
    }
    String type = part.contentType().strip().toLowerCase(Locale.ROOT);
    fields.put(FILE, Base64.getEncoder().encodeToString(part.bytes()));
    fields.put(FILE_NAME, name);
    fields.put(MEDIA_TYPE, TYPE.matcher(type).matches() ? type : BYTES);
  }

  private void field(String name, String value) throws RefusedException {
    if (name.endsWith("[]")) {
      ArrayNode list = fields.get(name) instanceof ArrayNode known ? known : fields.putArray(name);
      list.add(value);
    } else if (fields.has(name)) {
      throw Fields.invalid("the form has a field twice", "");
    } else if (name.equals("stream") && (value.equals("true") || value.equals("false"))) {
      fields.put(name, value.equals("true"));
    } else {
      fields.put(name, value);
    }
  }

  private static String text(FormPart part) throws RefusedException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(part.bytes())).toString();
    } catch (CharacterCodingException _) {
      throw Fields.invalid("a field of the form is not valid UTF-8", "");
    }
  }
}
