package dev.keeptrail.gateway.stream;

/**
 * What one text of an answer came to, in UTF-16 units of the text as it came.
 *
 * @param released how much was given out, as it came or as markers
 * @param held how much was held back when the text ended
 * @param mostHeld the most that was held back at any time
 * @param redactions how many edits were given out before the end
 * @param swallowed how much came beyond the limit and was neither kept nor judged
 */
public record ChannelAccount(
    ChannelKey key,
    long seen,
    long released,
    long held,
    long mostHeld,
    int redactions,
    long swallowed) {}
