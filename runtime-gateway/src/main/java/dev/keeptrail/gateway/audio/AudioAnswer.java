package dev.keeptrail.gateway.audio;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer that is sound, as the gateway carries it inside: a JSON object with the media type and
 * the bytes in Base64. A class, not a record, because it holds bytes.
 */
public final class AudioAnswer {
  static final String AUDIO = "audio";

  private static final String TYPE = "media_type";
  private static final Pattern SOUND =
      Pattern.compile("audio/[a-z0-9.+-]{1,60}(;[a-z0-9=;., +\"-]{0,100})?");
  private static final String BYTES = "application/octet-stream";

  private final String mediaType;
  private final byte[] bytes;

  private AudioAnswer(String mediaType, byte[] bytes) {
    this.mediaType = mediaType;
    this.bytes = bytes;
  }

  /** Whether a provider's media type is one of sound; texts are none, whatever the route. */
  public static boolean isSound(String contentType) {
    String type = contentType.strip().toLowerCase(Locale.ROOT);
    return type.equals(BYTES) || SOUND.matcher(type).matches();
  }

  /** The JSON form of sound that a provider sent. */
  public static byte[] wrap(String contentType, byte[] bytes) {
    return StrictJson.write(
        JsonNodeFactory.instance
            .objectNode()
            .put(TYPE, contentType.strip().toLowerCase(Locale.ROOT))
            .put(AUDIO, Base64.getEncoder().encodeToString(bytes)));
  }

  static boolean isOne(ObjectNode body) {
    return body.size() == 2 && body.path(AUDIO).isString() && isSound(body.path(TYPE).asString(""));
  }

  /** The sound inside a JSON form that was made here. */
  public static AudioAnswer of(byte[] json) {
    try {
      JsonNode body = StrictJson.parse(json);
      return new AudioAnswer(
          body.path(TYPE).asString(BYTES),
          Base64.getDecoder().decode(body.path(AUDIO).asString("")));
    } catch (MalformedJsonException impossible) {
      throw new IllegalStateException("sound in a form that was not made here", impossible);
    }
  }

  public String mediaType() {
    return mediaType;
  }

  /** The bytes themselves, not a copy. */
  public byte[] bytes() {
    return bytes;
  }
}
