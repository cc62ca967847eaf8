package dev.keeptrail.gateway.callers;

import java.text.Normalizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who the holder of a key is, as its operator wrote down when the key was made. Null and empty mean
 * that the key does not say.
 *
 * @param consumerGroup the group of callers that the key belongs to
 */
public record BoundIdentity(
    @Nullable String user,
    @Nullable String team,
    @Nullable String org,
    @Nullable String role,
    @Nullable String agent,
    List<String> groups,
    @Nullable String consumerGroup) {
  /** A key that is bound to nobody. */
  public static final BoundIdentity NOBODY =
      new BoundIdentity(null, null, null, null, null, List.of(), null);

  /** The longest text of an identity, as in the headers that say the same. */
  public static final int MAX_CHARACTERS = 256;

  public static final int MAX_GROUPS = 64;

  public BoundIdentity {
    groups = List.copyOf(groups);
  }

  /** What {@link #isFit} asks for, in words that follow "must be". */
  public static final String FIT =
      "1 to %d visible ASCII characters, or letters and digits of any script, without a space at"
              .formatted(MAX_CHARACTERS)
          + " either end";

  /**
   * Whether a text can be part of an identity: visible ASCII, letters and digits of any script,
   * spaces inside, not too long.
   */
  public static boolean isFit(String text) {
    return !text.isBlank()
        && text.equals(text.strip())
        && text.length() <= MAX_CHARACTERS
        && IdentityText.isFit(text);
  }

  /** A text as it is kept: accents are part of their letters, as {@link #isFit} wants them. */
  public static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
