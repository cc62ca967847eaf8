package dev.keeptrail.engine.exchange;

/**
 * A part that no detector can look at, so that a record can say what was not scanned.
 *
 * @param pointer JSON Pointer of the part
 * @param reason what it is, such as {@code image_url} or {@code input_audio}
 */
public record Unscanned(String pointer, String reason) {}
