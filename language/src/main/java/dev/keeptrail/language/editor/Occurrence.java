package dev.keeptrail.language.editor;

import dev.keeptrail.language.source.Span;

/** A place where a symbol's name is written. */
public record Occurrence(Symbol symbol, Span span, boolean isDeclaration) {}
