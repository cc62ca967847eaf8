package dev.keeptrail.gateway.audio;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;

/**
 * The form that a provider gets: written anew from the judged JSON form, under a boundary of its
 * own. A class, not a record, because it holds bytes.
 */
public final class UpstreamForm {
  private static final int RANDOM_BYTES = 16;

  private final String boundary;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private UpstreamForm(String boundary) {
    this.boundary = boundary;
  }

  /** The form of a JSON form that was made here. */
  public static UpstreamForm of(byte[] json) {
    byte[] random = new byte[RANDOM_BYTES];
    ThreadLocalRandom.current().nextBytes(random);
    var form = new UpstreamForm("keeptrail-" + HexFormat.of().formatHex(random));
    try {
      form.write(StrictJson.parse(json));
    } catch (MalformedJsonException impossible) {
      throw new IllegalStateException("a form that was not made here", impossible);
    }
    return form;
  }

  public String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  public byte[] bytes() {
    return out.toByteArray();
  }

  private void write(JsonNode fields) {
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      switch (field.getKey()) {
        case AudioForm.FILE -> file(fields);
        case AudioForm.FILE_NAME, AudioForm.MEDIA_TYPE -> {
          // Belong to the file.
        }
        default -> field(field.getKey(), field.getValue());
      }
    }
    text("--" + boundary + "--\r\n");
  }

  private void field(String name, JsonNode value) {
    if (value.isArray()) {
      value.forEach(item -> field(name, item));
      return;
    }
    text("--" + boundary + "\r\ncontent-disposition: form-data; name=\"" + name + "\"\r\n\r\n");
    text(value.asString("") + "\r\n");
  }

  private void file(JsonNode fields) {
    String name = fields.path(AudioForm.FILE_NAME).asString("audio");
    text("--" + boundary + "\r\ncontent-disposition: form-data; name=\"file\"; filename=\"");
    text(name.replaceAll("[\"\\\\\\p{Cntrl}]", "_") + "\"\r\n");
    text("content-type: " + fields.path(AudioForm.MEDIA_TYPE).asString("") + "\r\n\r\n");
    out.writeBytes(Base64.getDecoder().decode(fields.path(AudioForm.FILE).asString("")));
    text("\r\n");
  }

  private void text(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
