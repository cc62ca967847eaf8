package dev.keeptrail.engine.conformance;

/**
 * What a subject says in the place of one expected file.
 *
 * @param file the expected file's name
 * @param from what it was made from, where a case has several sources; otherwise empty
 */
public record Answer(String file, String from, String text) {}
