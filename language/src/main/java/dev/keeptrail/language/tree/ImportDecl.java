package dev.keeptrail.language.tree;

import dev.keeptrail.language.source.Span;

/** Another pack file whose definitions and author-written policies may be used here. */
public record ImportDecl(Span span, TextDecl path) {}
