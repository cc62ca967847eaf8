package dev.keeptrail.language.diagnostic;

import dev.keeptrail.language.source.Span;

/**
 * Another place that has to do with a problem.
 *
 * @param message what is there, one lower-case clause without a full stop
 */
public record RelatedPlace(Span span, String message) {}
