package dev.keeptrail.language.tree;

import dev.keeptrail.language.source.Span;

/** The version of the language that the source is written in. */
public record LanguageDecl(Span span, ValueDecl version) {}
