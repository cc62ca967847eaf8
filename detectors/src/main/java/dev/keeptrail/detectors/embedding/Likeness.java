package dev.keeptrail.detectors.embedding;

/**
 * What texts are compared with.
 *
 * @param category what a text that is like it is reported as
 * @param label the word that a label marker shows
 * @param reference the text to be like
 */
public record Likeness(String category, String label, String reference) {}
