/**
 * The pack as its author wrote it, free of any notation: what every front-end builds and the checks
 * read. Names end in {@code Decl}; each node knows its place in the source.
 */
@NullMarked
package dev.keeptrail.language.tree;

import org.jspecify.annotations.NullMarked;
