package dev.keeptrail.engine.packtest;

import dev.keeptrail.language.source.Span;

/**
 * One part of an outcome beside what a test expected.
 *
 * @param part what is compared, in a word or two
 * @param span where the expectation is written
 * @param holds whether they are the same
 */
public record Comparison(String part, Span span, String expected, String got, boolean holds) {}
