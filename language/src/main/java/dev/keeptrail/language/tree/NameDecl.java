package dev.keeptrail.language.tree;

import dev.keeptrail.language.source.Span;

/** A name that refers to something, such as a policy kind in the chain. */
public record NameDecl(Span span, String path, String text) {}
