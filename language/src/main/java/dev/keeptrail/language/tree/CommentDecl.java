package dev.keeptrail.language.tree;

import dev.keeptrail.language.source.Span;

/**
 * A comment, from its {@code #} to the end of the line.
 *
 * @param text without the {@code #} and the white space around it
 * @param ownLine whether nothing else stands on its line before it
 */
public record CommentDecl(Span span, String text, boolean ownLine) {}
