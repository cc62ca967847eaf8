package dev.keeptrail.language.tree;

import dev.keeptrail.language.source.Span;

/**
 * A named value.
 *
 * @param span the name's place
 */
public record FieldDecl(Span span, String name, ValueDecl value) {}
