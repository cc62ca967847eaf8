package dev.keeptrail.language.tree;

import dev.keeptrail.language.source.Span;

/** A text in a place where only a text can stand. */
public record TextDecl(Span span, String value) {}
