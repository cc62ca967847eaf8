package dev.keeptrail.gateway.stream;

/**
 * How much of one answer is kept, in UTF-16 units: texts are kept whole, for the judgement at their
 * end. An answer with more is stopped.
 *
 * @param channel the most of one text
 * @param answer the most of all texts together
 * @param channels how many texts one answer may have
 */
public record StreamLimits(int channel, int answer, int channels) {
  public static final StreamLimits DEFAULT = new StreamLimits(1 << 20, 4 << 20, 256);

  public StreamLimits {
    if (channel < 1 || answer < channel || channels < 1) {
      throw new IllegalArgumentException("limits are positive, and an answer holds a channel");
    }
  }
}
