package dev.keeptrail.language.tree;

import dev.keeptrail.language.source.Span;

/** A named constant, list or condition. */
public record DefineDecl(Span span, NameDecl name, ExprDecl value) {}
