package dev.keeptrail.language.diagnostic;

import dev.keeptrail.language.source.Span;

/** Puts a text in the place of a range; an empty range inserts, an empty text deletes. */
public record TextEdit(Span span, String replacement) {}
